import { describe, expect, test } from 'vitest';
import { lacksAccount } from '../../src/apply/account.ts';
import { APPLIED, type ChangeResult, type Results } from '../../src/apply/types.ts';
import type { Change } from '../../src/plan/change.ts';
import type { Member } from '../../src/team.ts';
import { UnavailableError } from '../../src/errors.ts';
import { idOf, provision, recover, suspend, unsuspend, waiting } from '../helpers/changes.ts';
import { member } from '../helpers/team-builder.ts';
import { appoint, join, joinNew, leave, transfer } from './changes.ts';
import { run } from './run.ts';

const EMAIL = 'a@x.org';
const FAILED: ChangeResult = { status: 'failed', error: { code: 'x', message: 'X.' } };
const UNKNOWN: ChangeResult = { status: 'unknown', error: { code: 'x', message: 'X.' } };

function lacks(
  change: Change,
  status: Member['status'],
  results: Record<string, ChangeResult> = {},
): boolean {
  const planned = new Map([[idOf(EMAIL), member({ email: EMAIL, status })]]);
  const known: Results = new Map(Object.entries(results));
  return lacksAccount(change, { planned }, known);
}

describe('somebody without an account when it was planned', () => {
  const changes = [join(EMAIL, 'Eng', { memberId: null }), appoint(EMAIL, { memberId: null })];

  test.each(changes)('has one for $action once the invitation was sent, and not before', (change) => {
    expect(lacks(change, 'active', { [`provision:${EMAIL}`]: APPLIED })).toBe(false);
    expect(lacks(change, 'active', { [`provision:${EMAIL}`]: FAILED })).toBe(true);
    expect(lacks(change, 'active', { [`provision:${EMAIL}`]: UNKNOWN })).toBe(true);
    expect(lacks(change, 'active', { 'provision:b@x.org': APPLIED })).toBe(true);
    expect(lacks(change, 'active')).toBe(true);
  });

  test('needs none to be invited', () => {
    expect(lacks(provision(EMAIL), 'active')).toBe(false);
  });
});

describe('somebody who was off the team when it was planned', () => {
  test.each([join(EMAIL, 'Eng'), leave(EMAIL, 'Eng'), appoint(EMAIL), suspend(EMAIL), unsuspend(EMAIL)])(
    'has an account for $action once they are back, and not before',
    (change) => {
      expect(lacks(change, 'removed', { [`recover:${EMAIL}`]: APPLIED })).toBe(false);
      expect(lacks(change, 'removed', { [`recover:${EMAIL}`]: FAILED })).toBe(true);
      expect(lacks(change, 'removed')).toBe(true);
    },
  );

  test('needs none to come back, or for the files to go to somebody else', () => {
    expect(lacks(recover(EMAIL), 'removed')).toBe(false);
    expect(lacks(transfer(EMAIL), 'removed')).toBe(false);
  });
});

test('whoever is on the team, or is not known to have been, has an account', () => {
  expect(lacks(join(EMAIL, 'Eng'), 'active')).toBe(false);
  expect(lacks(join(EMAIL, 'Eng'), 'invited')).toBe(false);
  expect(lacks(join('b@x.org', 'Eng'), 'removed')).toBe(false);
});

describe('a run', () => {
  const changes = [
    provision('in@x.org'),
    provision('out@x.org'),
    join('in@x.org', 'Eng', { memberId: null }),
    joinNew('out@x.org', 'New', { memberId: null }),
    appoint('out@x.org', { memberId: null }),
  ];

  test('sends nothing for whoever did not get an account, and all for the others', async () => {
    const { outcomes, team, stopped } = await run(changes, {
      'out@x.org': { kind: 'refused', code: 'user_on_another_team' },
    });
    expect(outcomes).toEqual({
      'provision:in@x.org': 'applied',
      'provision:out@x.org': 'failed user_on_another_team',
      'group_add:in@x.org:Eng': 'applied',
      'group_add:out@x.org:New': 'skipped no_account',
      'set_role:out@x.org': 'skipped no_account',
    });
    expect(team.log).toEqual(['addMembers in@x.org out@x.org', 'addToGroup g:Eng in@x.org']);
    expect(stopped).toBeNull();
  });

  test('that stopped says why it did, and not what is missing', async () => {
    const error = new UnavailableError('dropbox_unavailable', 'Down.');
    const { outcomes } = await run([...changes, waiting('late@x.org')], {
      'in@x.org': { kind: 'throws', error },
    });
    expect(Object.values(outcomes)).toEqual([
      ...Array<string>(2).fill('failed dropbox_unavailable'),
      ...Array<string>(4).fill('skipped dropbox_unavailable'),
    ]);
  });
});
