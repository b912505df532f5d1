import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/plan/change.ts';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import { asIfDone, rememberedAfter, type Deeds } from '../../src/plan/remember.ts';
import type { Remembered } from '../../src/plan/types.ts';
import type { Member } from '../../src/team.ts';
import { deprovision, idOf, provision, recover, rename, suspend, unsuspend } from '../helpers/changes.ts';
import { NOTHING_REMEMBERED } from '../helpers/memory.ts';
import { member, NOW, person, planOf, inSync } from '../helpers/team-builder.ts';

const A = 'a@x.org';
const ID = idOf(A);
const row = person({ email: A, externalId: 'E1' });
const account = member({ email: A, externalId: 'E1' });

type Status = Deeds['changes'][number]['status'];
function after(
  change: Change | null,
  { status = 'applied', code = null as string | null, memory = {}, deeds = {} } = {},
): Remembered {
  const error = code === null ? null : { code };
  return rememberedAfter(
    { ...NOTHING_REMEMBERED, known: false, ...memory },
    {
      changes: change === null ? [] : [{ change, status, error }],
      people: [row],
      members: [account],
      named: [],
      passed: [],
      now: NOW,
      ...deeds,
    },
  );
}
const listed = (fields: Partial<Member>): Partial<Deeds> => ({ members: [member({ email: A, ...fields })] });
const invitation = deprovision(A, {}, { before: { status: 'invited' }, reason: 'invitation_expired' });
const reminder = planOf(
  inSync(0)
    .settings({ invitations: { remindAfterDays: [1] } })
    .withPerson({ email: A })
    .withMember({ email: A, status: 'invited' }),
).changes[0];

test('after any run something is known of the team, and nothing else where nothing was done', () => {
  expect(after(null)).toEqual(NOTHING_REMEMBERED);
  for (const change of [suspend(A), rename('b@x.org', A)]) expect(after(change)).toEqual(NOTHING_REMEMBERED);
});

test('what was remembered before is left as it was given', () => {
  const memory = { ...NOTHING_REMEMBERED, managed: new Set(['dbmid:1']), removed: new Map() };
  after(deprovision(A), { memory, deeds: { named: [ID] } });
  expect([[...memory.managed], memory.removed.size]).toEqual([['dbmid:1'], 0]);
});

test('whom the roster named is managed from now on', () => {
  const memory = { managed: new Set(['dbmid:1']) };
  expect([...after(null, { memory, deeds: { named: [ID, 'dbmid:1'] } }).managed]).toEqual(['dbmid:1', ID]);
});

describe('reminders', () => {
  const invited = listed({ status: 'invited' });

  test.each<[Status, number | undefined]>([
    ['applied', 1],
    ['unknown', 1],
    ['failed', undefined],
    ['skipped', undefined],
  ])('that are %s', (status, days) => {
    if (reminder === undefined) throw new Error('nobody is reminded');
    expect(after(reminder, { status, deeds: invited }).reminded.get(ID)).toBe(days);
  });

  test('that were passed over count as sent', () => {
    const passed = [{ memberId: ID, afterDays: 3 }];
    expect(after(null, { deeds: { ...invited, passed } }).reminded).toEqual(new Map([[ID, 3]]));
  });

  test('are forgotten once nobody is invited there any more', () => {
    const memory = { reminded: new Map([[ID, 3]]) };
    expect(after(null, { memory, deeds: invited }).reminded.size).toBe(1);
    expect(after(null, { memory }).reminded.size).toBe(0);
    expect(after(null, { memory, deeds: { members: [] } }).reminded.size).toBe(0);
  });
});

describe('a suspension that a deprovision made', () => {
  const staged = deprovision(A, { method: 'suspend' });
  const memory = { suspendedByDeprovision: new Set([ID]) };
  const asleep = listed({ status: 'suspended' });
  const isOurs = (...given: Parameters<typeof after>): boolean =>
    after(...given).suspendedByDeprovision.has(ID);

  test('is remembered when it is certain, and so is nothing else of it', () => {
    expect(isOurs(staged)).toBe(true);
    expect(isOurs(staged, { status: 'unknown' })).toBe(false);
    expect(isOurs(staged, { status: 'failed' })).toBe(false);
    expect(after(staged).removed.size).toBe(0);
  });

  test('is forgotten when it is certainly lifted, by us or by others, and when the account is removed', () => {
    expect(isOurs(null, { memory, deeds: asleep })).toBe(true);
    expect(isOurs(unsuspend(A), { memory, deeds: asleep })).toBe(false);
    expect(isOurs(unsuspend(A), { memory, deeds: asleep, status: 'unknown' })).toBe(true);
    expect(isOurs(null, { memory })).toBe(false);
    expect(isOurs(deprovision(A), { memory, deeds: asleep })).toBe(false);
  });
});

describe('a removed account', () => {
  const known = { email: A, externalId: 'E1', removedOn: '2026-03-02T10:00:00.000Z' };

  test.each<[Status, boolean]>([
    ['applied', true],
    ['unknown', true],
    ['failed', false],
    ['skipped', false],
  ])('is remembered with what it was called: %s', (status, isKnown) => {
    expect(after(deprovision(A), { status }).removed).toEqual(new Map(isKnown ? [[ID, known]] : []));
  });

  test('is not remembered where it was an invitation, or nobody had listed it', () => {
    expect(after(invitation).removed.size).toBe(0);
    expect(after(deprovision(A), { deeds: { members: [] } }).removed.size).toBe(0);
  });

  test('is forgotten when it certainly came back, and when its seven days are over', () => {
    const memory = { removed: new Map([[ID, known]]) };
    expect(after(recover(A), { memory }).removed.size).toBe(0);
    expect(after(recover(A), { memory, status: 'unknown' }).removed.size).toBe(1);
    const at = (now: string) => after(null, { memory, deeds: { now: new Date(now) } }).removed.size;
    expect([at('2026-03-09T09:59:59Z'), at('2026-03-09T10:00:00Z')]).toEqual([1, 0]);
  });
});

describe('a withdrawn invitation', () => {
  test('is remembered with its row, unless somebody else than its age withdrew it', () => {
    expect(after(invitation).cancelled).toEqual(new Map([[A, fingerprint(row)]]));
    expect(after(invitation, { status: 'unknown' }).cancelled.size).toBe(1);
    expect(after(invitation, { status: 'failed' }).cancelled.size).toBe(0);
    expect(after(invitation, { deeds: { people: [] } }).cancelled.size).toBe(0);
    expect(after({ ...invitation, reason: 'unassigned' }).cancelled.size).toBe(0);
  });

  test('is forgotten when the person was certainly invited again', () => {
    const memory = { cancelled: new Map([[A, 'f']]) };
    expect(after(provision(A), { memory }).cancelled.size).toBe(0);
    expect(after(provision(A), { memory, status: 'unknown' }).cancelled.size).toBe(1);
    expect(after(null, { memory }).cancelled.size).toBe(1);
  });
});

describe('an address that Dropbox refused', () => {
  const refused = (
    given: Parameters<typeof after>[1] & { externalId?: string | null },
  ): Map<string, string> => {
    const change = provision(A, { externalId: given.externalId ?? null });
    return new Map(after(change, { status: 'failed', code: 'user_already_on_team', ...given }).reserved);
  };
  const gone = listed({ status: 'removed', recoverable: false });
  const IN_SEVEN_DAYS = '2026-03-09T10:00:00Z';

  test('is reserved for seven days at most where a removed account may hold it', () => {
    expect(refused({ deeds: gone })).toEqual(new Map([[A, IN_SEVEN_DAYS]]));
    expect(refused({ deeds: gone, code: 'duplicate_external_member_id' }).size).toBe(1);
    expect(refused({}).size).toBe(0);
    expect(refused({ deeds: gone, code: 'team_license_limit' }).size).toBe(0);
    expect(refused({ deeds: gone, code: null }).size).toBe(0);
    expect(
      after(suspend(A), { status: 'failed', code: 'user_already_on_team', deeds: gone }).reserved.size,
    ).toBe(0);
  });

  test('is reserved by its external id as well', () => {
    const other = { members: [member({ email: 'b@x.org', externalId: 'E1', status: 'removed' })] };
    expect(refused({ deeds: other, externalId: 'E1' }).size).toBe(1);
    expect(refused({ deeds: other, externalId: 'E2' }).size).toBe(0);
    const unnumbered = { members: [member({ email: 'b@x.org', status: 'removed' })] };
    expect(refused({ deeds: unnumbered }).size).toBe(0);
  });

  test('is reserved until the day that a run of ours knows, by what the account was called then', () => {
    const altered = { members: [member({ id: ID, email: 'deleted@x.org', status: 'removed' })] };
    const removed = new Map([[ID, { email: A, externalId: null, removedOn: '2026-03-01T00:00:00Z' }]]);
    expect(refused({ deeds: altered, memory: { removed } })).toEqual(new Map([[A, '2026-03-08T00:00:00Z']]));
    expect(refused({ deeds: altered }).size).toBe(0);
  });

  test('is free again when that day has come', () => {
    const memory = { reserved: new Map([[A, IN_SEVEN_DAYS]]) };
    expect(after(null, { memory }).reserved.size).toBe(1);
    expect(after(null, { memory, deeds: { now: new Date(IN_SEVEN_DAYS) } }).reserved.size).toBe(0);
  });
});

test.each<[string, Change['action']]>([
  ['groups', 'group_add'],
  ['groups', 'group_remove'],
  ['roles', 'set_role'],
  ['files', 'transfer'],
])('of %s nothing is remembered: %s', (_name, action) => {
  expect(after({ ...suspend(A), action } as Change)).toEqual(NOTHING_REMEMBERED);
});

test('a plan that remembers itself as done has withdrawn the invitations of listed people alone, and sent its reminders', () => {
  const others = person({ email: 'b@x.org' });
  const stranger = deprovision(
    'c@x.org',
    {},
    { before: { status: 'invited' }, reason: 'invitation_expired' },
  );
  const changes = [invitation, stranger, reminder, provision('d@x.org')].filter((one) => one !== undefined);
  const after = asIfDone(NOTHING_REMEMBERED, { changes }, [row, others]);
  expect([...after.cancelled]).toEqual([[A, fingerprint(row)]]);
  expect(after.reminded).toEqual(new Map([[ID, 1]]));
});
