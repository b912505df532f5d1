import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { builtInSeed, generateSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { install, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';

interface Place {
  sandbox: Sandbox;
  folder: string;
  run: (...args: string[]) => Promise<Ran>;
  /** Writes a roster of these people and answers with its path. */
  roster: (people: readonly string[], header?: string) => Promise<string>;
}

const SETTINGS = {
  provision: { enabled: true },
  suspend: { enabled: true },
  deprovision: { enabled: true, unlisted: 'deprovision' },
  update: { enabled: true },
};

/** A profile without settings of its own, pointed at a sandbox by the environment. */
async function place(seed = builtInSeed(), ...faults: object[]): Promise<Place> {
  const here = await install();
  const sandbox = await startSandbox({ team: { seed }, faults: checkFaults(faults, 'this test') });
  onTestFinished(() => sandbox.close());
  const settings = join(here.folder, 'settings.json');
  await writeFile(settings, JSON.stringify(SETTINGS));
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  return {
    sandbox,
    folder: here.folder,
    run: (...args) => {
      const withSettings = args[0] === 'apply' ? args : [...args, '--settings', settings];
      return here.run([...withSettings, '--retry-budget', '0s', '--json'], { env });
    },
    roster: async (people, header = 'email') => {
      const path = join(here.folder, 'roster.csv');
      await writeFile(path, `${[header, ...people].join('\n')}\n`);
      return path;
    },
  };
}

const person = (index: number): string => `person${String(index).padStart(4, '0')}@example.com`;
const people = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => person(from + index));

test('small removals that add up within 24 hours are refused where one big one would be', async () => {
  const at = await place(generateSeed(40));
  const first = await at.run('reconcile', await at.roster(people(1, 37)), '--yes');
  expect(first.exitCode).toBe(0);
  const second = await at.roster(people(1, 35));
  const refused = await at.run('reconcile', second, '--yes');
  expect(refused.exitCode).toBe(3);
  expect(documentOf(refused)).toMatchObject({ error: { code: 'over_limit' } });
  expect(refused.stderr).toContain('after 3 people in the last 24 hours');
  expect(at.sandbox.snapshot().counters.removals).toBe(3);
  const allowed = await at.run('reconcile', second, '--yes', '--max-deprovisions', '2');
  expect(allowed.exitCode).toBe(0);
  expect(at.sandbox.snapshot().counters.removals).toBe(5);
});

test('a roster that lost many people since the last good run is refused, until it is accepted', async () => {
  const at = await place(generateSeed(40));
  expect((await at.run('reconcile', await at.roster(people(1, 40)), '--yes')).exitCode).toBe(0);
  const half = await at.roster(people(1, 20));
  const refused = await at.run('reconcile', half, '--dry-run');
  expect(refused.exitCode).toBe(3);
  expect(documentOf(refused)).toMatchObject({
    error: { code: 'roster_health', details: { findings: [{ code: 'fewer_people' }] } },
  });
  expect((dataOf(refused)['changes'] as unknown[]).length).toBe(20);
  const accepted = await at.run(
    'reconcile',
    half,
    '--dry-run',
    '--accept-roster',
    '--max-deprovisions',
    '20',
  );
  expect(accepted.exitCode).toBe(0);
  expect(documentOf(accepted)['warnings']).toMatchObject([{ code: 'roster_accepted' }]);
});

test('a roster without a column that the last good one had is refused', async () => {
  const at = await place(generateSeed(3));
  const rows = people(1, 3).map((email, index) => `${email},P000${String(index + 1)}`);
  expect((await at.run('reconcile', await at.roster(rows, 'email,external_id'), '--yes')).exitCode).toBe(0);
  const refused = await at.run('reconcile', await at.roster(people(1, 3)), '--yes');
  expect(refused.exitCode).toBe(3);
  expect(refused.stderr).toContain('externalId');
});

test('a run that was stopped is carried on with its plan, and its plan file names it', async () => {
  const revoked = { error_summary: 'x/.', error: { '.tag': 'invalid_access_token' } };
  const fault = { route: 'team/members/suspend', times: 1, status: 401, body: revoked };
  const at = await place(builtInSeed(), { ...fault, contentType: 'application/json' });
  const plan = join(at.folder, 'plan.json');
  await at.run('plan', 'fixtures/roster.csv', '--out', plan);
  const stopped = await at.run('apply', plan, '--yes');
  expect(stopped.exitCode).toBe(5);
  const { runId } = dataOf(stopped);
  const moved = await at.run('apply', plan, '--yes');
  expect(moved.exitCode).toBe(10);
  expect(moved.stderr).toContain(`teamsync apply --resume ${String(runId)}`);
  const resumed = await at.run('apply', '--resume', String(runId), '--yes');
  expect(resumed.exitCode).toBe(0);
  expect(dataOf(resumed)).toMatchObject({ verified: true, summary: { applied: 3 } });
  const { counters } = at.sandbox.snapshot();
  expect(counters).toMatchObject({ adds: 2, removals: 2, suspensions: 1, recoveries: 1 });
});

test('apply takes a plan file or a run, and nothing else', async () => {
  const at = await place();
  expect((await at.run('apply')).exitCode).toBe(7);
  expect((await at.run('apply', 'plan.json', '--resume', 'x')).exitCode).toBe(7);
  expect((await at.run('apply', '--resume', 'nothing-like-it', '--yes')).exitCode).toBe(7);
});

test('somebody who becomes an admin after the plan was made is left alone, and the run ends with 4', async () => {
  const change = { email: 'greta.lind@example.com', set: { roles: ['team_admin'] } };
  const at = await place(builtInSeed(), { route: 'team/members/get_info_v2', nth: 2, change });
  const ran = await at.run('reconcile', 'fixtures/roster.csv', '--yes');
  expect(ran.exitCode).toBe(4);
  const changes = dataOf(ran)['changes'] as { id: string; status: string; error: unknown }[];
  expect(changes.find(({ id }) => id === 'deprovision:greta.lind@example.com')).toMatchObject({
    status: 'skipped',
    error: { code: 'changed_since_plan' },
  });
  expect(at.sandbox.snapshot().counters.removals).toBe(1);
});
