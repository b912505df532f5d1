import { byEmail, type Rig } from './helpers.ts';
import type { SnapshotGroup } from '../../src/sandbox/snapshot-groups.ts';

export const ANA = 'ana.lopez@example.com';
export const BEN = 'ben.okafor@example.com';
export const CARLA = 'carla.rossi@example.com';
export const IRIS = 'iris.chen@example.com';

interface Named {
  '.tag': 'group_id';
  group_id: string;
}

type Dbx = Rig['dbx'];

/** The group of this name, as the sandbox has it. */
export function groupNamed({ sandbox }: Pick<Rig, 'sandbox'>, name: string): SnapshotGroup {
  const group = sandbox.snapshot().groups.find((one) => one.name === name);
  if (group === undefined) throw new Error(`there is no group ${name}`);
  return group;
}

/** Names a group by its id. */
export function byName(rig: Pick<Rig, 'sandbox'>, name: string): Named {
  return byGroupId(groupNamed(rig, name).groupId);
}

export function byGroupId(id: string): Named {
  return { '.tag': 'group_id', group_id: id };
}

/** The group of everybody on the team. */
export async function everyoneId({ dbx }: Rig): Promise<string> {
  return (await dbx.teamGroupsList({ limit: 1 })).result.groups[0]?.group_id ?? '';
}

/** Who is in a group, in order. */
export function emailsIn(rig: Pick<Rig, 'sandbox'>, name: string): string[] {
  return groupNamed(rig, name).members.map(({ email }) => email);
}

/** One call that puts these people into a group. */
export function addTo(rig: Rig, name: string, ...emails: string[]): ReturnType<Dbx['teamGroupsMembersAdd']> {
  const members = emails.map((email) => ({
    user: byEmail(email),
    access_type: { '.tag': 'member' as const },
  }));
  return rig.dbx.teamGroupsMembersAdd({ group: byName(rig, name), members, return_members: false });
}

/** One call that takes these people out of a group. */
export function takeFrom(
  rig: Rig,
  name: string,
  ...emails: string[]
): ReturnType<Dbx['teamGroupsMembersRemove']> {
  return rig.dbx.teamGroupsMembersRemove({
    group: byName(rig, name),
    users: emails.map(byEmail),
    return_members: false,
  });
}
