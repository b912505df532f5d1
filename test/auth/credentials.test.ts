import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readCredentials } from '../../src/auth/credentials.ts';

const TOKEN = 'TEAMSYNC_DROPBOX_ACCESS_TOKEN';
const FILE = 'TEAMSYNC_DROPBOX_ACCESS_TOKEN_FILE';

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'teamsync-token-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'token');
  writeFileSync(path, text);
  return path;
}

test('a token in the variable is trimmed at its ends', async () => {
  const { accessToken, source } = await readCredentials({ [TOKEN]: '  sl.abc\n' });
  expect(accessToken.reveal()).toBe('sl.abc');
  expect(source).toBe('environment');
});

test('a token may come from a file, whose last line break does not count', async () => {
  const { accessToken } = await readCredentials({ [FILE]: fileWith('sl.abc\r\n') });
  expect(accessToken.reveal()).toBe('sl.abc');
});

test('no token at all is exit 5, and the hint names both variables and the sandbox', async () => {
  const failure = readCredentials({});
  await expect(failure).rejects.toMatchObject({ code: 'not_authorized', exitCode: 5 });
  await expect(failure).rejects.toHaveProperty('hint', expect.stringMatching(/_TOKEN .*_FILE.*--sandbox/));
});

test('both variables at once are exit 7', async () => {
  await expect(readCredentials({ [TOKEN]: 'sl.a', [FILE]: '/x' })).rejects.toMatchObject({ exitCode: 7 });
});

test('a file that is missing or a folder is exit 7 and named', async () => {
  for (const path of ['/nowhere/token', tmpdir()]) {
    const failure = readCredentials({ [FILE]: path });
    await expect(failure).rejects.toMatchObject({ exitCode: 7 });
    await expect(failure).rejects.toThrow(path);
  }
});

test.each(['   ', 'hunter2 tail', 'hunter2\ntail', 'hunter2\u0000tail', 'hunter2é'])(
  'the unusable token %j is exit 7, and the error never repeats it',
  async (value) => {
    for (const env of [{ [TOKEN]: value }, { [FILE]: fileWith(value) }]) {
      const error: unknown = await readCredentials(env).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ exitCode: 7 });
      expect(inspect(error, { depth: null, showHidden: true })).not.toContain('hunter2');
    }
  },
);
