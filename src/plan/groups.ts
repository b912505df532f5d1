import type { Warning } from '../errors.ts';
import type { Group, Member, Person } from '../team.ts';
import {
  mapGroups,
  nearNames,
  type GroupMapping,
  type MappedGroup,
  type NearName,
} from './dropbox-groups.ts';
import { groupAdd, groupRemove } from './group-changes.ts';
import { isLiving } from './index-members.ts';
import type { Match } from './match.ts';
import { compareText } from './order.ts';
import type { BlockedCode, PlanInput } from './types.ts';
import type { Subject, Switches, Verdict } from './verdict.ts';

/** What the roster says of Dropbox groups, person by person. */
export interface GroupPlanning extends GroupMapping {
  /** What should happen to somebody's groups; nothing where the roster says nothing of them. */
  decide: (match: Match, rank: number) => Verdict[];
  warnings: Warning[];
}

interface Rules extends GroupMapping {
  /** Of the team; `null` when they were not read, which is only so while groups are not enabled. */
  groups: readonly Group[] | null;
  /** Looks among those of the team and those that would be created. */
  near: NearName<Pick<Group, 'name'>>;
  /** Names of groups that the team does not have and that may be created. */
  free: ReadonlySet<string>;
  /** Names of company-managed groups of the team, by id. */
  kept: ReadonlyMap<string, string>;
  switches: Switches;
}

/** Compares the groups of the roster with those of the team, as far as `groups.map` names them. */
export function planGroups({ desired, actual, settings }: PlanInput): GroupPlanning {
  const { enabled, map, create } = settings.groups;
  if (enabled && actual.groups === null) throw new Error('groups are enabled and were not read');
  const { groups } = actual;
  const mapping = mapGroups(map, desired, groups ?? []);
  const near = nearNames([...(groups ?? []), ...(create ? mapping.mapped.values() : [])]);
  const all = [...mapping.mapped.values()];
  const rules: Rules = {
    ...mapping,
    groups,
    near,
    free: new Set(all.filter((one) => create && isFree(one, near)).map(({ name }) => name)),
    kept: new Map(
      all.flatMap(({ name, group }) => (group?.management === 'company' ? [[group.id, name]] : [])),
    ),
    switches: [{ counts: 'groups', on: enabled }],
  };
  const { mapped, targets } = rules;
  return {
    mapped,
    targets,
    decide: (match, rank) => decideGroups(match, rank, rules),
    warnings: enabled ? all.flatMap((one) => mappingWarning(one, rules)) : [],
  };
}

function decideGroups({ person, member, conflict }: Match, rank: number, rules: Rules): Verdict[] {
  if (rules.targets.size === 0 || person.wanted !== 'active' || person.groups === null || conflict !== null)
    return [];
  const subject: Subject = { person, member, rank };
  const wishes = wishesOf(person.groups, rules);
  const living = member !== null && isLiving(member) ? member : null;
  const has = new Set(living?.groups);
  const verdicts: Verdict[] = [];
  for (const { mapped, wanting } of wishes.values()) {
    if (mapped.group !== null && has.has(mapped.group.id)) continue;
    const verdict = joinGroup({ subject, person, mapped, wanting }, rules);
    if (verdict !== null) verdicts.push(verdict);
  }
  return living === null ? verdicts : [...verdicts, ...leaveGroups(subject, person, living, wishes, rules)];
}

/** What somebody is in that no group of the roster leads to any more; other groups are nobody's business here. */
function leaveGroups(
  subject: Subject,
  person: Person,
  member: Member,
  wishes: ReadonlyMap<string, object>,
  { kept, switches }: Rules,
): Verdict[] {
  const left = member.groups.flatMap((id) => {
    const name = kept.get(id);
    return name === undefined || wishes.has(name) ? [] : [{ id, name }];
  });
  return left
    .sort((one, other) => compareText(one.name, other.name))
    .map((group) => ({
      kind: 'change',
      subject,
      change: groupRemove(subject, person, member, group),
      switches,
    }));
}

/** By Dropbox name, sorted: the group, and the person's groups that lead to it. */
function wishesOf(
  groups: readonly string[],
  { targets, mapped }: Rules,
): Map<string, Pick<Wish, 'mapped' | 'wanting'>> {
  const wishes = new Map<string, Pick<Wish, 'mapped' | 'wanting'>>();
  for (const source of groups) {
    const target = mapped.get(targets.get(source) ?? '');
    if (target === undefined) continue;
    const { wanting } = wishes.get(target.name) ?? { wanting: [] };
    wishes.set(target.name, { mapped: target, wanting: [...wanting, source] });
  }
  return new Map([...wishes].sort(([one], [other]) => compareText(one, other)));
}

interface Wish {
  subject: Subject;
  person: Person;
  mapped: MappedGroup;
  wanting: string[];
}

/** `null` for a group that only `*` leads to and that is none to be kept. */
function joinGroup({ subject, person, mapped, wanting }: Wish, rules: Rules): Verdict | null {
  const { name, group, named } = mapped;
  const isOurs =
    group === null ? rules.groups === null || rules.free.has(name) : group.management === 'company';
  if (isOurs) {
    const change = groupAdd(subject, person, mapped, wanting);
    return { kind: 'change', subject, change, switches: rules.switches };
  }
  if (!named) return null;
  const { code, message } = group === null ? missing(name, rules) : notOurs(group);
  const item = { action: 'group_add', email: person.email, group: name, code, message, until: null } as const;
  return { kind: 'blocked', subject, item, switches: rules.switches };
}

/** True for a name under which a group may be created. */
function isFree({ name, group }: MappedGroup, near: Rules['near']): boolean {
  return group === null && near(name) === null;
}

interface Obstacle {
  code: BlockedCode;
  message: string;
}

function missing(name: string, { near }: Rules): Obstacle {
  const other = near(name);
  const message =
    other === null
      ? `The team has no group ${name}. Create it, set groups.create=true, or correct groups.map.`
      : `The team has no group ${name}, and ${other.name} differs from it only in case. Write one of them everywhere in groups.map.`;
  return { code: 'group_missing', message };
}

function notOurs({ name, management }: Group): Obstacle {
  const why =
    management === 'user' ? 'is managed by its own members' : 'is one that Dropbox or nobody here manages';
  return {
    code: 'group_not_company_managed',
    message: `The group ${name} ${why}, and only company-managed groups are kept by a roster. Make it company-managed in Dropbox, or take it out of groups.map.`,
  };
}

/** Says which groups `*` leaves alone although the roster has one of that name. */
function mappingWarning({ name, group, named }: MappedGroup, { near }: Rules): Warning[] {
  if (named) return [];
  if (group !== null) return group.management === 'company' ? [] : [left(notOurs(group).message)];
  const other = near(name);
  if (other === null) return [];
  return [
    left(
      `The team has no group ${name}, and ${other.name} differs from it only in case, so nobody is put into ${name}. Name the group in groups.map.`,
    ),
  ];
}

function left(message: string): Warning {
  return { code: 'group_left_alone', message };
}
