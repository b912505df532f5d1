import { describe, expect, test } from 'vitest';
import type { ChangeResult, Results } from '../../src/apply/types.ts';
import { differencesOf, remainderAfterRecovery, settleUnknown } from '../../src/apply/verify.ts';
import { UnavailableError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Kept } from '../../src/plan/types.ts';
import { deprovision, planWith, provision, recover, suspend, unsuspend, update } from '../helpers/changes.ts';
import { appoint, invite, join, leave } from './changes.ts';

const leaver = deprovision('d@x.org');
const joiner = provision('j@x.org');

function kept(code: Kept['code'], email = 'd@x.org'): Kept {
  return { action: 'deprovision', email, code, message: 'Kept.', until: null };
}

const LOST: ChangeResult = { status: 'unknown', error: { code: 'lost_answer', message: 'Lost.' } };

describe('differences', () => {
  test('are what a new plan still asks for', () => {
    expect(differencesOf(planWith([leaver, joiner]), planWith([joiner]), null)).toEqual([
      'provision:j@x.org',
    ]);
    expect(differencesOf(planWith([leaver]), planWith([]), null)).toEqual([]);
  });

  test('do not count what the plan had deliberately left for later', () => {
    const blocked = { ...kept('held'), action: 'provision', email: 'j@x.org', code: 'no_licence' } as const;
    const plan = planWith([], { kept: [kept('over_limit')], blocked: [blocked] });
    expect(differencesOf(plan, planWith([leaver, joiner]), null)).toEqual([]);
  });

  test.each(['listing_incomplete', 'admin_unknown'] as const)(
    'count a planned removal that a reading with %s cannot prove',
    (code) => {
      expect(differencesOf(planWith([leaver]), planWith([], { kept: [kept(code)] }), null)).toEqual([
        leaver.id,
      ]);
      expect(differencesOf(planWith([joiner]), planWith([], { kept: [kept(code)] }), null)).toEqual([]);
    },
  );

  test('do not count a leaver whom the first reading, which could not be trusted, did not even show', () => {
    const plan = planWith([joiner], { kept: [kept('listing_incomplete', 'other@x.org')] });
    expect(differencesOf(plan, planWith([leaver]), null)).toEqual([]);
    expect(differencesOf(plan, planWith([leaver, joiner]), null)).toEqual([joiner.id]);
  });

  test('do not count somebody whom the new plan keeps for another reason', () => {
    expect(differencesOf(planWith([leaver]), planWith([], { kept: [kept('outside_window')] }), null)).toEqual(
      [],
    );
  });
});

describe('a reading that may not show everybody', () => {
  test('proves no removal that it does not ask for any more', () => {
    expect(differencesOf(planWith([leaver, joiner]), planWith([]), new Set())).toEqual([leaver.id]);
    const results: Results = new Map([leaver, joiner].map(({ id }) => [id, LOST]));
    settleUnknown([leaver, joiner], results, planWith([]), new Set());
    expect(results.get(leaver.id)?.status).toBe('unknown');
    expect(results.get(joiner.id)?.status).toBe('applied');
    expect(differencesOf(planWith([leaver]), planWith([]), new Set([leaver.memberId]))).toEqual([]);
  });
});

describe('groups and roles', () => {
  const [came, went, rose] = [join('g@x.org', 'Eng'), leave('l@x.org', 'Eng'), appoint('r@x.org')];
  const held = (change: Change, group?: string): Kept => {
    const { action, email } = change;
    return { action, email, code: 'held', message: 'Kept.', until: null, ...(group && { group }) };
  };

  test('are told apart by the group', () => {
    const other = join('g@x.org', 'Ops');
    expect(differencesOf(planWith([came]), planWith([other, came]), null)).toEqual([other.id, came.id]);
    const kept = planWith([], { kept: [held(came, 'Eng'), held(rose)] });
    expect(differencesOf(kept, planWith([came, other, rose]), null)).toEqual([other.id]);
  });

  test('of which a new plan asks for nothing any more are settled, unless it holds that group back', () => {
    const open = (): Results => new Map([[came.id, LOST]]);
    for (const [replanned, status] of [
      [planWith([join('g@x.org', 'Ops')]), 'applied'],
      [planWith([], { kept: [held(came, 'Ops')] }), 'applied'],
      [planWith([], { kept: [held(came, 'Eng')] }), 'unknown'],
      [planWith([came]), 'unknown'],
    ] as const) {
      const results = open();
      settleUnknown([came], results, replanned, null);
      expect(results.get(came.id)?.status).toBe(status);
    }
  });

  test('that are taken away are not proven by a reading that does not show the person', () => {
    const joiner = appoint('new@x.org', { memberId: null });
    expect(differencesOf(planWith([came, went, rose, joiner]), planWith([]), new Set())).toEqual([
      went.id,
      rose.id,
      joiner.id,
    ]);
    const shown = new Set([went.memberId, rose.memberId ?? '']);
    expect(differencesOf(planWith([came, went, rose]), planWith([]), shown)).toEqual([]);
  });
});

describe('an unknown outcome', () => {
  const unknown = (): Results =>
    new Map([[leaver.id, { status: 'unknown', error: { code: 'x', message: 'X.' } }]]);

  test('is settled as applied only when the new plan neither asks for it nor holds it back', () => {
    const blocked = { ...kept('held'), code: 'transfer_unsupported' } as const;
    const readings = [
      [planWith([]), 'applied'],
      [planWith([leaver]), 'unknown'],
      [planWith([], { kept: [kept('over_limit')] }), 'unknown'],
      [planWith([], { blocked: [blocked] }), 'unknown'],
      [planWith([], { kept: [kept('held', 'somebody.else@x.org')] }), 'applied'],
    ] as const;
    for (const [reading, status] of readings) {
      const results = unknown();
      settleUnknown([leaver], results, reading, null);
      expect(results.get(leaver.id)?.status).toBe(status);
    }
  });

  test('is the only one that is settled', () => {
    const results: Results = new Map([
      [leaver.id, { status: 'failed', error: { code: 'x', message: 'X.' } }],
    ]);
    settleUnknown([leaver, joiner], results, planWith([]), null);
    expect([...results]).toEqual([[leaver.id, { status: 'failed', error: { code: 'x', message: 'X.' } }]]);
  });
});

describe('what is left for people who came back', () => {
  const back = recover('r@x.org');
  const applied: Results = new Map([[back.id, { status: 'applied', error: null }]]);
  const replanned = planWith([
    update('r@x.org', { surname: 'A' }, { surname: 'B' }),
    unsuspend('r@x.org'),
    join('r@x.org', 'Eng'),
    leave('r@x.org', 'Ops'),
    appoint('r@x.org'),
    suspend('r@x.org'),
    deprovision('r@x.org'),
    invite('r@x.org'),
    unsuspend('other@x.org'),
    join('other@x.org', 'Eng'),
  ]);

  test('is their updates, unsuspensions, groups and roles, and nothing destructive', () => {
    const rest = remainderAfterRecovery({ changes: [back], results: applied, stopped: null, replanned });
    expect(rest.map(({ id }) => id)).toEqual([
      'update:r@x.org',
      'unsuspend:r@x.org',
      'group_add:r@x.org:Eng',
      'group_remove:r@x.org:Ops',
      'set_role:r@x.org',
    ]);
  });

  test('is nothing that the plan had for them already', () => {
    const changes = [back, join('r@x.org', 'Eng'), appoint('r@x.org')];
    const rest = remainderAfterRecovery({ changes, results: applied, stopped: null, replanned });
    expect(rest.map(({ id }) => id)).toEqual([
      'update:r@x.org',
      'unsuspend:r@x.org',
      'group_remove:r@x.org:Ops',
    ]);
  });

  test('is nothing when they did not come back, the run was stopped or there is no new plan', () => {
    const parts = { changes: [back], results: applied, stopped: null, replanned };
    const failed: Results = new Map([[back.id, { status: 'failed', error: { code: 'x', message: 'X.' } }]]);
    const down = new UnavailableError('dropbox_unavailable', 'Down.');
    expect(remainderAfterRecovery({ ...parts, results: failed })).toEqual([]);
    expect(remainderAfterRecovery({ ...parts, stopped: down })).toEqual([]);
    expect(remainderAfterRecovery({ ...parts, replanned: null })).toEqual([]);
  });
});
