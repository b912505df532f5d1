import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { install, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';

const SETTINGS = {
  provision: { enabled: true },
  suspend: { enabled: true },
  deprovision: { enabled: true, unlisted: 'deprovision' },
  update: { enabled: true },
};
/** The second change of the roster that comes with the program: the account cannot come back at the first try. */
const FAULT = { route: 'team/members/recover', error: 'user_unrecoverable' };

/** A team that refuses one call, and a program that is pointed at it. */
async function refusingOnce(): Promise<{ sandbox: Sandbox; run: (line: string) => Promise<Ran> }> {
  const here = await install();
  const sandbox = await startSandbox({
    team: { seed: builtInSeed() },
    faults: checkFaults(FAULT, 'this test'),
  });
  onTestFinished(() => sandbox.close());
  const settings = join(here.folder, 'settings.json');
  await writeFile(settings, JSON.stringify(SETTINGS));
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const reconcile = ['reconcile', 'fixtures/roster.csv', '--settings', settings];
  return {
    sandbox,
    run: (line) => {
      const words = line.split(' ');
      const command = words[0] === 'reconcile' ? [...reconcile, ...words.slice(1)] : words;
      return here.run([...command, '--json'], { env });
    },
  };
}

const statuses = (ran: Ran): string[] =>
  (dataOf(ran)['changes'] as { status: string }[]).map(({ status }) => status);

test('a run in steps stops after the one in which something failed, and is carried on from there', async () => {
  const { run, sandbox } = await refusingOnce();
  const stopped = await run('reconcile --yes --canary 1,2');
  expect(stopped.exitCode).toBe(4);
  const { runId } = dataOf(stopped) as { runId: string };
  expect(documentOf(stopped)).toMatchObject({
    error: {
      code: 'canary_stopped',
      hint: `To do what is left of this plan once that is put right: teamsync apply --resume ${runId}`,
      details: { step: 2, steps: 3, failures: 1, changes: 2, notReached: 5 },
    },
  });
  expect(statuses(stopped)).toEqual(['applied', 'failed', 'applied', ...Array<string>(5).fill('skipped')]);

  const carriedOn = await run(`apply --resume ${runId} --yes`);
  expect(carriedOn.exitCode).toBe(0);
  expect(statuses(carriedOn)).toEqual(Array<string>(6).fill('applied'));
  expect(dataOf(carriedOn)).toMatchObject({ verified: true, differences: [] });
  const idle = await run('reconcile --dry-run --detailed-exitcode');
  expect(idle.exitCode).toBe(0);
  const { counters } = sandbox.snapshot();
  expect(counters).toMatchObject({ adds: 2, removals: 2, suspensions: 1 });
});

test('a run in steps goes on as long as no more fail than may', async () => {
  const { run } = await refusingOnce();
  const ran = await run('reconcile --yes --canary 1,2 --max-failures 1');
  expect(ran.exitCode).toBe(4);
  expect(documentOf(ran)).toMatchObject({ error: { code: 'some_changes_failed' } });
  expect(dataOf(ran)).toMatchObject({ summary: { applied: 7, failed: 1, skipped: 0 } });
});
