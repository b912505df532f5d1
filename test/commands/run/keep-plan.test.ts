import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepPlan } from '../../../src/commands/run/keep-plan.ts';
import type { PlanParts } from '../../../src/commands/run/plan-file-of.ts';
import { planChanges } from '../../../src/plan/plan.ts';
import type { Remembered } from '../../../src/plan/types.ts';
import { keptShape } from '../../../src/state/memory.ts';
import { readPlanFile } from '../../../src/state/plan-file.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { EVERYTHING_ON, inSync } from '../../helpers/team-builder.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { wishesOf } from './wishes-of.ts';

const world = inSync(20)
  .settings(EVERYTHING_ON)
  .withoutPerson('p1@example.com')
  .withMember({ email: 'gone@example.com', status: 'removed' });
const input = world.input();
const plan = planChanges(input);
const memory: Remembered = {
  known: false,
  managed: new Set([
    'dbmid:p2@example.com',
    'dbmid:p1@example.com',
    'dbmid:gone@example.com',
    'dbmid:unknown',
  ]),
  suspendedByDeprovision: new Set(['dbmid:z', 'dbmid:a']),
  reminded: new Map([['dbmid:i', 3]]),
  cancelled: new Map([['cy@example.com', 'c0ffee']]),
  removed: new Map([
    ['dbmid:r', { email: 'ria@example.com', externalId: null, removedOn: '2026-03-01T10:00:00Z' }],
  ]),
  reserved: new Map([['ria@example.com', '2026-03-08T10:00:00Z']]),
};
const parts: PlanParts = {
  wishes: wishesOf(world, { limits: { deprovisions: 2 }, only: ['*@example.com'], acceptListing: true }),
  memory,
  actual: world.actual(),
  plan,
};

test('a plan file holds what apply needs to plan the same again, and what must come out', async () => {
  const folder = await temporaryFolder();
  const context = contextWith({}, outsideWith({ cwd: folder }));
  await keepPlan(context, 'plan.json', parts);
  expect(await readPlanFile(join(folder, 'plan.json'))).toEqual({
    kind: 'teamsync-plan',
    version: 2,
    createdAt: '2026-03-02T10:00:00.000Z',
    team: { id: 'dbtid:1', name: 'Acme' },
    roster: { source: 'roster.csv', format: 'csv', sha256: 'a' },
    settings: input.settings,
    limits: { deprovisions: 2 },
    only: ['*@example.com'],
    acceptListing: true,
    // Only members on the team whom the roster does not name: for all others it makes no difference.
    memory: { ...keptShape(memory), managed: ['dbmid:p1@example.com'] },
    people: world.people,
    changes: plan.changes,
    checksum: plan.checksum,
  });
  expect(context.outside.stderr.text).toContain('teamsync apply plan.json');
});

test.each([
  [{}, 'teamsync apply plan.json'],
  [{ sandbox: true }, 'teamsync apply plan.json --sandbox'],
  [{ profile: 'acme' }, 'teamsync apply plan.json --profile acme'],
])('the command that applies it belongs to the same profile: %j', async (typed, command) => {
  const context = contextWith(typed, outsideWith({ cwd: await temporaryFolder() }));
  await keepPlan(context, 'plan.json', parts);
  expect(context.outside.stderr.text).toMatch(new RegExp(`${command}\n$`));
});

test('a plan that cannot be written is an error that names the path', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), 'not a folder');
  const context = contextWith({}, outsideWith({ cwd: folder }));
  const error = await refusalOf(() => keepPlan(context, 'file/plan.json', parts));
  expect(error).toMatchObject({ code: 'cannot_write', exitCode: 1 });
  expect(error.message).toContain(join(folder, 'file', 'plan.json'));
});

test('a plan takes the place of an earlier plan, and of nothing else', async () => {
  const folder = await temporaryFolder();
  const context = contextWith({}, outsideWith({ cwd: folder }));
  await keepPlan(context, 'plan.json', parts);
  await keepPlan(context, 'plan.json', parts);
  await writeFile(join(folder, 'roster.csv'), 'email\n');
  await symlink(join(folder, 'roster.csv'), join(folder, 'link.json'));
  for (const taken of ['roster.csv', 'link.json', '.']) {
    const error = await refusalOf(() => keepPlan(context, taken, parts));
    expect(error).toMatchObject({ code: 'out_exists', exitCode: 7 });
  }
  expect(await readFile(join(folder, 'roster.csv'), 'utf8')).toBe('email\n');
});
