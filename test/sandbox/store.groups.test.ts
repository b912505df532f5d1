import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readTeamFile, resetTeamFile } from '../../src/sandbox/store.ts';
import { addTo, ANA, emailsIn } from './grouping.ts';
import { byEmail, START, startRig, temporaryFolder } from './helpers.ts';

const newFile = (): string => join(temporaryFolder(), 'team.json');
const onFile = (file: string) => startRig({ team: { file } });

describe('groups and switches of a team in a file', () => {
  const looseSchema = z.looseObject({
    team: z.looseObject({}),
    members: z.array(z.looseObject({ removal: z.looseObject({}).nullable() })),
    counters: z.looseObject({}),
  });

  test('are stored with every change', async () => {
    const file = newFile();
    const first = await onFile(file);
    await addTo(first, 'Sales', ANA);
    await first.control('POST', 'team', { groupsAtomic: false, recoverStatus: 'active' });
    await first.sandbox.close();
    const second = await onFile(file);
    expect(emailsIn(second, 'Sales').at(-1)).toBe(ANA);
    expect(readTeamFile(file).team).toMatchObject({ groupsAtomic: false, recoverStatus: 'active' });
  });

  test('are at their defaults in a file from before there were any', async () => {
    const file = newFile();
    await resetTeamFile(file, START);
    const state = looseSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    Reflect.deleteProperty(state, 'groups');
    const newer = ['groupsAtomic', 'recoverGroups', 'recoverStatus', 'rolesForInvited'];
    for (const key of newer) Reflect.deleteProperty(state.team, key);
    for (const { removal } of state.members) {
      for (const key of removal === null ? [] : ['files', 'groups'])
        Reflect.deleteProperty(removal ?? {}, key);
    }
    for (const key of [
      'groupAdds',
      'groupRemovals',
      'groupsCreated',
      'groupsDeleted',
      'remindersSent',
      'transfers',
    ])
      Reflect.deleteProperty(state.counters, key);
    writeFileSync(file, JSON.stringify(state));
    const { sandbox, dbx } = await onFile(file);
    expect(sandbox.snapshot()).toMatchObject({ groups: [], counters: { groupAdds: 0, transfers: [] } });
    await dbx.teamMembersRecover({ user: byEmail('femi.adeyemi@example.com') });
    await dbx.teamGroupsCreate({ group_name: 'IT' });
    expect(readTeamFile(file).groups.map(({ name }) => name)).toEqual(['IT']);
  });
});
