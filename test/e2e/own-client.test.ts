import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { install } from '../helpers/cli.ts';

const MARK = 'touched: ';

/** Tells on standard error of everything that makes Node load its second HTTP client. */
const WATCH = `
  const tell = (name) => process.stderr.write('${MARK}' + name + '\\n');
  for (const name of ['Headers', 'Response', 'Request', 'FormData', 'WebSocket', 'EventSource']) {
    const { get, value } = Object.getOwnPropertyDescriptor(globalThis, name) ?? {};
    const read = () => (tell(name), get === undefined ? value : get.call(globalThis));
    Object.defineProperty(globalThis, name, { configurable: true, get: read });
  }
  const { fetch } = globalThis;
  globalThis.fetch = (...request) => (tell('fetch'), fetch(...request));
`;

test('a run with an access token never wakes the client behind the global fetch', async () => {
  const here = await install();
  const sandbox = await startSandbox({ team: { seed: builtInSeed() } });
  onTestFinished(() => sandbox.close());
  const roster = join(here.folder, 'roster.csv');
  await writeFile(roster, 'email\nnew@example.com\n');
  const env = {
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(WATCH)}`,
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const touched = async (words: readonly string[]): Promise<string[]> => {
    const { exitCode, stderr } = await here.run(words, { env });
    expect(exitCode, stderr).toBe(0);
    return stderr.split('\n').filter((line) => line.startsWith(MARK));
  };
  expect(await touched(['settings', 'set', '--provision'])).toEqual([]);
  expect(await touched(['reconcile', roster, '--dry-run'])).toEqual([]);
  expect(await touched(['reconcile', roster, '--yes'])).toEqual([]);
  expect(sandbox.snapshot().counters).not.toEqual({});
});
