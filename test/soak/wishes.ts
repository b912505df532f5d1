import { ROLE_TAGS, wireRole } from '../../src/sandbox/roles.ts';
import type { SandboxSnapshot, SnapshotMember } from '../../src/sandbox/snapshot.ts';
import { settingsSchema, type Settings } from '../../src/settings/schema.ts';
import { accountEmail, idOf, rowEmail, type Place } from './random-places.ts';
import type { RandomTeam } from './random-teams.ts';
import { heirOf } from './team-files.ts';
import { workBetween } from './work.ts';

/** What a roster and its settings say, worked out here without the planner. */
export interface Wishes {
  team: RandomTeam;
  settings: Settings;
  /** Dropbox names by the roster's group. */
  targets: ReadonlyMap<string, string>;
}

/** Reads what a random team is to become. */
export function wishesOf(team: RandomTeam): Wishes {
  const settings = settingsSchema.parse(team.settings);
  const { map } = settings.groups;
  const sources = team.places.flatMap(({ row, groups }) =>
    row === 'none' || !team.tellsGroups ? [] : groups,
  );
  const targets = new Map(sources.flatMap((name) => ('*' in map ? [[name, name] as const] : [])));
  for (const [source, target] of Object.entries(map)) {
    if (source !== '*') targets.set(source, target === '*' ? source : target);
  }
  return { team, settings, targets };
}

/** Whatever was done to groups that are none of the roster's, or are not kept by it. */
export function strayGroups(
  { settings, targets }: Wishes,
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  const kept = new Set(settings.groups.enabled ? targets.values() : []);
  const ours = new Set(
    after.groups
      .filter(({ name, management }) => management === 'company_managed' && kept.has(name))
      .map(({ groupId }) => groupId),
  );
  return workBetween(before, after).flatMap(({ route, who, group }) =>
    group === undefined || ours.has(group) ? [] : [`${route} ${who} in ${group}, which is none of ours`],
  );
}

/** Whoever was removed without their files, although somebody was to get them. */
export function lostFiles(
  { team, settings }: Wishes,
  before: SandboxSnapshot,
  after: SandboxSnapshot,
): string[] {
  return team.places.flatMap((place, index) => {
    const earlier = before.members.find(
      (one) =>
        isKeeper(one) &&
        (place.identified ? one.externalId === idOf(index) : one.email === accountEmail(index)),
    );
    if (earlier === undefined) return [];
    const { memberId } = earlier;
    if (after.members.find((one) => one.memberId === memberId)?.status !== 'removed') return [];
    const isListed = place.row !== 'none' && (place.identified || !place.renamed);
    const heir = (isListed ? heirOf(place, team.places) : null) ?? settings.deprovision.transferTo;
    if (heir === null || after.counters.transfers.some(({ from }) => from.memberId === memberId)) return [];
    return [`${earlier.email} was removed, and the files did not go to ${heir}`];
  });
}

/** Everybody who is not as they should be, apart from these addresses. */
export function unmet(wishes: Wishes, withheld: ReadonlySet<string>, after: SandboxSnapshot): string[] {
  return wishes.team.places.flatMap((place, index) => {
    const email = rowEmail(place, index);
    if (place.row === 'none' || withheld.has(email)) return [];
    const member = after.members.find(
      (one) =>
        one.status !== 'removed' && (place.identified ? one.externalId === idOf(index) : one.email === email),
    );
    return complaints(place, member, wishes, after).map((what) => `${email} ${what}`);
  });
}

/** Whoever joined has files. */
function isKeeper({ status }: SnapshotMember): boolean {
  return status === 'active' || status === 'suspended';
}

function complaints(
  place: Place,
  member: SnapshotMember | undefined,
  wishes: Wishes,
  after: SandboxSnapshot,
): string[] {
  const { suspend, deprovision, provision } = wishes.settings;
  const status = member?.status ?? 'removed';
  switch (place.row) {
    case 'active':
      if (member === undefined) return provision.enabled ? ['has no account'] : [];
      return [
        ...(status === 'suspended' && suspend.enabled ? ['is still suspended'] : []),
        ...wrongGroups(place, member, wishes, after),
        ...wrongRole(place, member, wishes),
      ];
    case 'suspended':
      return status === 'active' && suspend.enabled ? ['is not suspended'] : [];
    default: {
      const stays = deprovision.method === 'suspend' ? status === 'active' : status !== 'removed';
      return stays && deprovision.enabled ? [`is still ${status}`] : [];
    }
  }
}

function wrongGroups(
  { groups }: Place,
  { memberId }: SnapshotMember,
  { team, settings, targets }: Wishes,
  after: SandboxSnapshot,
): string[] {
  if (!settings.groups.enabled || !team.tellsGroups) return [];
  const wanted = new Set(groups.map((group) => targets.get(group)));
  const mapped = new Set(targets.values());
  return after.groups.flatMap(({ name, management, members }) => {
    if (management !== 'company_managed' || !mapped.has(name)) return [];
    const isIn = members.some((one) => one.memberId === memberId);
    return isIn === wanted.has(name) ? [] : [isIn ? `is still in ${name}` : `is not in ${name}`];
  });
}

function wrongRole({ role }: Place, { roles }: SnapshotMember, { settings }: Wishes): string[] {
  if (!settings.roles.enabled || role === '') return [];
  const names = ROLE_TAGS.filter((tag) => roles.includes(tag)).map((tag) => wireRole(tag).name.toLowerCase());
  const wanted = role === 'member' ? '' : role.toLowerCase();
  return names.join() === wanted ? [] : [`has the role ${names.join()} instead of ${role}`];
}
