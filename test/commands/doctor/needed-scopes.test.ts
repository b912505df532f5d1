import { expect, test } from 'vitest';
import { neededScopes } from '../../../src/commands/doctor/needed-scopes.ts';
import { settingsSchema } from '../../../src/settings/schema.ts';

const READ = ['team_info.read', 'members.read'];
const [WRITE, DELETE] = ['members.write', 'members.delete'];

test.each<[object, string[]]>([
  [{}, []],
  [{ provision: { enabled: true, recover: false } }, [WRITE]],
  [{ provision: { enabled: true } }, [WRITE, DELETE]],
  [{ suspend: { enabled: true } }, [WRITE]],
  [{ update: { enabled: true } }, [WRITE]],
  [{ roles: { enabled: true } }, [WRITE]],
  [{ invitations: { remindAfterDays: [3] } }, [WRITE]],
  [{ deprovision: { enabled: true } }, [DELETE]],
  [{ deprovision: { enabled: true, method: 'downgrade' } }, [DELETE]],
  [{ deprovision: { enabled: true, method: 'suspend' } }, [WRITE, DELETE]],
  [{ deprovision: { enabled: true, afterDays: 7 } }, [WRITE, DELETE]],
])('%j needs, beside reading, %j', (settings, changing) => {
  expect(neededScopes(settingsSchema.parse(settings))).toEqual([...READ, ...changing]);
});

test('groups take reading and writing them', () => {
  expect(neededScopes(settingsSchema.parse({ groups: { enabled: true } }))).toEqual([
    ...READ,
    'groups.read',
    'groups.write',
  ]);
});
