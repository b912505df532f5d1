import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { recordApplied } from '../../src/sandbox/applied.ts';
import { growTeam } from '../../src/sandbox/grow.ts';
import { Team } from '../../src/sandbox/live-team.ts';
import { ReadLag } from '../../src/sandbox/read-lag.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { readTeamFile, resetTeamFile } from '../../src/sandbox/store.ts';
import { addTo, groupNamed, takeFrom } from './grouping.ts';
import { byEmail, START, startRig, temporaryFolder } from './helpers.ts';

const ANA = 'ana.lopez@example.com';
const HUGO = 'hugo.martin@example.com';

test('every change that was made is recorded with its route and person, a repeated one twice', async () => {
  const { dbx, member, sandbox, control } = await startRig();
  const user = byEmail(ANA);
  const ana = member(ANA).memberId;
  await dbx.teamMembersSuspend({ user });
  await dbx.teamMembersUnsuspend({ user });
  await dbx.teamMembersSetProfileV2({ user, new_given_name: 'Anna' });
  await dbx.teamMembersSetAdminPermissionsV2({ user, new_roles: [] });
  await dbx.teamMembersRemove({ user });
  await dbx.teamMembersRecover({ user });
  for (let time = 0; time < 2; time += 1) await dbx.teamMembersSendWelcomeEmail(byEmail(HUGO));
  await dbx.teamMembersSendWelcomeEmail(user);
  await dbx.teamMembersAddV2({ new_members: [{ member_email: 'X@example.com' }, { member_email: ANA }] });
  await control('POST', 'members', { email: ANA, set: { status: 'suspended' } });
  const hugo = member(HUGO).memberId;
  expect(sandbox.snapshot().counters.applied).toEqual([
    { route: 'team/members/suspend', who: ana },
    { route: 'team/members/unsuspend', who: ana },
    { route: 'team/members/set_profile_v2', who: ana },
    { route: 'team/members/set_admin_permissions_v2', who: ana },
    { route: 'team/members/remove', who: ana },
    { route: 'team/members/recover', who: ana },
    { route: 'team/members/send_welcome_email', who: hugo },
    { route: 'team/members/send_welcome_email', who: hugo },
    { route: 'team/members/add_v2', who: 'x@example.com' },
  ]);
});

test('the record is stored with the team, and emptied with the counters', async () => {
  const file = join(temporaryFolder(), 'team.json');
  const { dbx, member, control } = await startRig({ team: { file } });
  await dbx.teamMembersSuspend({ user: byEmail(ANA) });
  const applied = [{ route: 'team/members/suspend', who: member(ANA).memberId }];
  expect(readTeamFile(file).counters.applied).toEqual(applied);
  await control('POST', 'counters/reset');
  expect(readTeamFile(file).counters.applied).toEqual([]);
});

test('a team file from before there was a record still loads', async () => {
  const file = join(temporaryFolder(), 'team.json');
  await resetTeamFile(file, START);
  const state = z.looseObject({ counters: z.looseObject({}) }).parse(JSON.parse(readFileSync(file, 'utf8')));
  Reflect.deleteProperty(state.counters, 'applied');
  writeFileSync(file, JSON.stringify(state));
  expect(readTeamFile(file).counters.applied).toEqual([]);
});

test('what was done in a group is recorded for each member with the group, a repeated one twice', async () => {
  const rig = await startRig();
  for (let time = 0; time < 2; time += 1) {
    await addTo(rig, 'Sales', ANA, 'ben.okafor@example.com');
    await takeFrom(rig, 'Sales', ANA, 'ben.okafor@example.com');
  }
  const { groupId: group } = groupNamed(rig, 'Sales');
  const people = [ANA, 'ben.okafor@example.com'].map((email) => rig.member(email).memberId);
  const once = ['team/groups/members/add', 'team/groups/members/remove'].flatMap((route) =>
    people.map((who) => ({ route, who, group })),
  );
  const { applied, groupAdds, groupRemovals } = rig.sandbox.snapshot().counters;
  expect(applied).toEqual([...once, ...once]);
  expect([groupAdds, groupRemovals]).toEqual([4, 4]);
});

test('beyond 100,000 changes the oldest are forgotten', () => {
  const team = new Team(growTeam(builtInSeed(), START), () => START, new ReadLag());
  for (let change = 0; change < 100_002; change += 1) recordApplied(team, 'a route', String(change));
  const { applied } = team.state.counters;
  expect([applied.length, applied[0]?.who, applied.at(-1)?.who]).toEqual([100_000, '2', '100001']);
});
