import { expect, onTestFinished, test } from 'vitest';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { install, type Ran } from '../helpers/cli.ts';
import { documentOf } from '../helpers/documents.ts';

const PATIENCE_MS = 500;

test.each(['', 'email,first_name\nana@example.com,'])(
  'a pipe that stays open after %j is given up after the retry budget, and nothing is sent',
  async (begun) => {
    const here = await install();
    const sandbox = await startSandbox({ team: { seed: builtInSeed() } });
    onTestFinished(() => sandbox.close());
    const started = performance.now();
    const ran: Ran = await here.run(
      ['reconcile', '-', '--yes', '--json', '--retry-budget', `${String(PATIENCE_MS)}ms`],
      {
        env: {
          TEAMSYNC_DROPBOX_API_URL: sandbox.url,
          TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
        },
        onStart: ({ stdin }) => {
          if (stdin === null) return;
          stdin.write(begun);
          stdin.end = () => stdin;
        },
      },
    );
    expect(performance.now() - started).toBeGreaterThan(PATIENCE_MS);
    expect(ran.exitCode).toBe(7);
    expect(documentOf(ran)['error']).toMatchObject({
      code: 'roster_stalled',
      details: { source: '-', bytes: begun.length, waitedMs: PATIENCE_MS },
    });
    expect(ran.stderr).toContain('nothing came for 0.5 seconds');
    expect(ran.stderr).toContain('teamsync reconcile FILE --dry-run');
    expect(sandbox.snapshot().counters.writes).toBe(0);
  },
);
