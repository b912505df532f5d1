import { expect, test } from 'vitest';
import { SCOPES_OF } from '../../../src/auth/scopes.ts';
import { scopeError } from '../../../src/commands/run/scopes.ts';
import type { Change } from '../../../src/plan/change.ts';
import { appoint, invite, join, leave, transfer } from '../../apply/changes.ts';
import { deprovision, provision, recover, suspend, unsuspend, update } from '../../helpers/changes.ts';

const WRITES: [string, Change][] = [
  ['provision', provision('a@x.org')],
  ['suspend', suspend('a@x.org')],
  ['unsuspend', unsuspend('a@x.org')],
  ['update', update('a@x.org', { surname: 'A' }, { surname: 'B' })],
  ['set_role', appoint('a@x.org')],
  ['invite', invite('a@x.org')],
  ['transfer', transfer('a@x.org')],
];
const DELETES: [string, Change][] = [
  ['recover', recover('a@x.org')],
  ['deprovision', deprovision('a@x.org')],
];

test.each(WRITES)('%s needs members.write', (_name, change) => {
  expect(scopeError({ scopes: SCOPES_OF.read }, [change], '')).toMatchObject({
    exitCode: 6,
    code: 'missing_scope',
    details: { missing: ['members.write'] },
    hint: 'Authorize again with it: teamsync auth dropbox --access write',
  });
  expect(scopeError({ scopes: SCOPES_OF.write }, [change], '')).toBeNull();
});

test.each<[string, Change]>([
  ['group_add', join('a@x.org', 'Engineering')],
  ['group_remove', leave('a@x.org', 'Engineering')],
])('%s needs groups.write', (_name, change) => {
  expect(scopeError({ scopes: SCOPES_OF.read }, [change], '')).toMatchObject({
    details: { missing: ['groups.write'] },
    hint: 'Authorize again with it: teamsync auth dropbox --access write',
  });
  expect(scopeError({ scopes: SCOPES_OF.write }, [change], '')).toBeNull();
});

test.each(DELETES)('%s needs members.delete', (_name, change) => {
  expect(scopeError({ scopes: SCOPES_OF.write }, [change], ' --profile acme')).toMatchObject({
    details: { missing: ['members.delete'] },
    hint: 'Authorize again with it: teamsync auth dropbox --access full --profile acme',
  });
  expect(scopeError({ scopes: SCOPES_OF.full }, [change], '')).toBeNull();
});

test('each missing scope is named once, with what it is for', () => {
  const error = scopeError(
    { scopes: SCOPES_OF.read },
    [...WRITES, ...DELETES, ...WRITES].map(([, c]) => c),
    '',
  );
  expect(error?.details).toMatchObject({ missing: ['members.write', 'members.delete'] });
  expect(error?.message).toContain('removing and recovering members');
});

test('a deprovision that suspends needs no scope of removals', () => {
  const change = deprovision('a@x.org');
  change.options.method = 'suspend';
  expect(scopeError({ scopes: SCOPES_OF.write }, [change], '')).toBeNull();
});

test('where only Dropbox knows the scopes, nothing is refused beforehand', () => {
  expect(scopeError(null, [deprovision('a@x.org')], '')).toBeNull();
});
