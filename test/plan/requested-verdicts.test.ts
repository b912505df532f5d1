import { describe, expect, test } from 'vitest';
import { indexMembers } from '../../src/plan/index-members.ts';
import type { Request } from '../../src/plan/requested.ts';
import { requestedVerdict } from '../../src/plan/requested-verdicts.ts';
import type { Plan } from '../../src/plan/types.ts';
import { idOf } from '../helpers/changes.ts';
import { ADMIN, NOW, person } from '../helpers/team-builder.ts';
import { base, NEW, P1, P2, requested } from './request-of.ts';

/** What became of a request, in a word. */
function became({ changes, blocked, kept, unchanged }: Plan): string[] {
  return [
    ...changes.map(({ id }) => id),
    ...blocked.map(({ code }) => `blocked ${code}`),
    ...kept.map(({ code }) => `kept ${code}`),
    ...unchanged.map(({ code }) => code),
  ];
}

const states = {
  active: base,
  invited: base.withMember({ email: P1, status: 'invited' }),
  suspended: base.withMember({ email: P1, status: 'suspended' }),
  recoverable: base.withMember({ email: P1, status: 'removed', recoverable: true }),
  gone: base.withMember({ email: P1, status: 'removed' }),
};

describe('by what is asked and how the account is', () => {
  test.each<[Request['action'], keyof typeof states, string]>([
    ['provision', 'active', 'as_wanted'],
    ['provision', 'invited', 'invitation_pending'],
    ['provision', 'suspended', 'as_wanted'],
    ['provision', 'recoverable', `recover:${P1}`],
    ['provision', 'gone', `provision:${P1}`],
    ['recover', 'active', 'as_wanted'],
    ['recover', 'recoverable', `recover:${P1}`],
    ['recover', 'gone', 'blocked not_recoverable'],
    ['suspend', 'active', `suspend:${P1}`],
    ['suspend', 'invited', 'blocked invited_cannot_be_suspended'],
    ['suspend', 'suspended', 'already_suspended'],
    ['suspend', 'gone', 'already_off_team'],
    ['unsuspend', 'active', 'as_wanted'],
    ['unsuspend', 'invited', 'as_wanted'],
    ['unsuspend', 'suspended', `unsuspend:${P1}`],
    ['unsuspend', 'gone', 'already_off_team'],
    ['deprovision', 'active', `deprovision:${P1}`],
    ['deprovision', 'invited', `deprovision:${P1}`],
    ['deprovision', 'suspended', `deprovision:${P1}`],
    ['deprovision', 'recoverable', 'already_off_team'],
    ['deprovision', 'gone', 'already_off_team'],
  ])('%s of somebody %s is %s', (action, state, expected) => {
    expect(became(requested(states[state], action, P1))).toEqual([expected]);
  });

  test('a stranger is invited', () => {
    const { changes } = requested(base, 'provision', NEW);
    expect(changes).toMatchObject([{ id: `provision:${NEW}`, memberId: null, seats: 1 }]);
  });
});

test('every change says that it was asked for, and by no row', () => {
  const { changes } = requested(base, 'suspend', P1);
  expect(changes).toMatchObject([
    {
      reason: 'requested',
      explanation: 'Given1 Surname1: asked for by name.',
      source: { line: null, groups: [] },
      memberId: idOf(P1),
      externalId: 'E1',
    },
  ]);
});

describe('somebody who cannot be brought back any more', () => {
  const removed = new Map([[idOf(P1), { email: P1, externalId: null, removedOn: '2026-02-20T10:00:00Z' }]]);

  test('is told until when it was possible, where a run of ours removed the account', () => {
    const message = (world: typeof base): string | undefined =>
      requested(world, 'recover', P1).blocked[0]?.message;
    expect(message(states.gone.given({ removed }))).toContain('It was possible until 2026-02-27T10:00:00Z.');
    expect(message(states.gone)).not.toContain('until');
  });
});

describe('an invitation that should be suspended', () => {
  test('is withdrawn where the settings say so', () => {
    const world = states.invited.settings({ suspend: { invited: 'cancel' } });
    expect(requested(world, 'suspend', P1).changes).toMatchObject([
      { id: `deprovision:${P1}`, reason: 'requested', options: { method: 'remove' } },
    ]);
  });

  test('is left, with the command that withdraws it', () => {
    expect(requested(states.invited, 'suspend', P1).blocked[0]?.message).toContain(
      `teamsync member deprovision ${P1}`,
    );
  });
});

describe('a removal', () => {
  test('is made as the settings say', () => {
    const world = base.settings({ deprovision: { wipeData: true } });
    expect(requested(world, 'deprovision', P1).changes).toMatchObject([
      { options: { method: 'remove', wipeData: true } },
    ]);
    const staged = base.settings({ deprovision: { afterDays: 7 } });
    expect(requested(staged, 'deprovision', P1).changes).toMatchObject([
      { options: { method: 'suspend', removeOn: '2026-03-09T10:00:00Z' } },
    ]);
  });

  test('of somebody suspended is nothing where leavers are suspended', () => {
    const world = states.suspended.settings({ deprovision: { method: 'suspend' } });
    expect(became(requested(world, 'deprovision', P1))).toEqual(['already_suspended']);
  });

  test('of somebody suspended waits for its day, and not longer', () => {
    const waiting = states.suspended.settings({ deprovision: { afterDays: 60 } });
    expect(requested(waiting, 'deprovision', P1).kept).toMatchObject([
      { action: 'deprovision', email: P1, code: 'waiting_for_removal', until: '2026-04-02T00:00:00Z' },
    ]);
    const due = states.suspended.settings({ deprovision: { afterDays: 10 } });
    expect(became(requested(due, 'deprovision', P1))).toEqual([`deprovision:${P1}`]);
  });
});

describe('files', () => {
  test('of somebody who was removed go to whom is named', () => {
    const { changes } = requested(states.recoverable, 'transfer', P1, P2);
    expect(changes).toMatchObject([
      { id: `transfer:${P1}`, options: { transferTo: P2, transferToId: idOf(P2), transferAdmin: ADMIN } },
    ]);
  });

  test('of somebody on the team stay', () => {
    expect(became(requested(base, 'transfer', P1, P2))).toEqual(['blocked transfer_not_removed']);
  });

  test.each([
    ['a stranger', NEW, 'transfer_recipient_unknown'],
    ['nobody', null, 'transfer_recipient_unknown'],
    ['somebody invited', 'i@example.com', 'transfer_recipient_not_active'],
  ])('cannot go to %s', (_who, to, code) => {
    const world = states.gone.withMember({ email: 'i@example.com', status: 'invited' });
    const { changes, blocked } = requested(world, 'transfer', P1, to);
    expect(changes).toEqual([]);
    expect(blocked).toMatchObject([{ action: 'transfer', email: P1, code, until: null }]);
    expect(blocked[0]?.message).toMatch(/^The files of p1@example\.com are not moved: /);
  });
});

test.each(['suspend', 'unsuspend', 'deprovision', 'recover', 'transfer'] as const)(
  '%s of somebody without an account is nothing',
  (action) => {
    const { actual, settings, removed } = base.input();
    const subject = { person: person({ email: NEW }), member: null, rank: 0 };
    const given = { actual, settings, removed, now: NOW, index: indexMembers(actual.members), to: P2 };
    expect(requestedVerdict(action, subject, given)).toMatchObject({ kind: 'unchanged' });
  },
);
