import { expect, test } from 'vitest';
import { LostAnswerError } from '../../src/errors.ts';
import { deprovision, idOf, provision, suspend } from '../helpers/changes.ts';
import { appoint, dismiss } from './changes.ts';
import { addresses, run } from './run.ts';

test('roles change one by one in the order of the plan, so that the next admin is there before the last one goes', async () => {
  const changes = [...addresses(3).map((email) => appoint(email)), dismiss('d@x.org')];
  const { team, outcomes } = await run(changes, {}, { concurrency: 16 });
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
  expect(team.greatestInFlight).toBe(1);
  expect(team.log).toEqual([...addresses(3), 'd@x.org'].map((email) => `setRole ${idOf(email)}`));
});

test('whose role this run has changed itself is as planned, and may be suspended or removed by it', async () => {
  const changes = [dismiss('a@x.org'), appoint('b@x.org'), suspend('a@x.org'), deprovision('b@x.org')];
  const { outcomes } = await run(changes);
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
});

test('whose role somebody else has changed is left alone, also when this run was to change it', async () => {
  const changes = [appoint('a@x.org'), suspend('a@x.org')];
  const { outcomes } = await run(
    changes,
    { [idOf('a@x.org')]: { kind: 'throws', error: new LostAnswerError('lost_answer', 'Lost.') } },
    {},
    (team) => {
      team.alter(idOf('a@x.org'), { roles: [{ id: 'pid_dbtmr:other', name: 'Support' }] });
    },
  );
  expect(outcomes).toEqual({
    'set_role:a@x.org': 'unknown changed_meanwhile',
    'suspend:a@x.org': 'skipped changed_since_plan',
  });
});

test('somebody new gets a role by address', async () => {
  const { team, outcomes } = await run([provision('n@x.org'), appoint('n@x.org', { memberId: null })]);
  expect(outcomes).toEqual({ 'provision:n@x.org': 'applied', 'set_role:n@x.org': 'applied' });
  expect(team.log).toEqual(['addMembers n@x.org', 'setRole n@x.org']);
});
