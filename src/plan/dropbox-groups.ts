import type { Group, Person } from '../team.ts';

/** Stands for every group of the roster, and for the group of the same name. */
const ANY = '*';

/** A Dropbox group that the roster decides about. */
export interface MappedGroup {
  /** As Dropbox has it. */
  name: string;
  /** `null` as long as the team has none of this name. */
  group: Group | null;
  /** False where only `*` leads to it, so that nobody asked for this very group. */
  named: boolean;
}

/** Which Dropbox groups the roster decides about, and which of its own groups lead there. */
export interface GroupMapping {
  /** By Dropbox name, sorted. */
  mapped: ReadonlyMap<string, MappedGroup>;
  /** Dropbox names by the roster's group. */
  targets: ReadonlyMap<string, string>;
}

/** Follows `groups.map` from the groups of the roster to those of the team. */
export function mapGroups(
  map: Readonly<Record<string, string>>,
  people: readonly Pick<Person, 'groups'>[],
  groups: readonly Group[],
): GroupMapping {
  const targets = new Map<string, string>();
  const named = new Set<string>();
  for (const [source, target] of Object.entries(map)) {
    if (source === ANY) continue;
    const name = target === ANY ? source : target;
    targets.set(source, name);
    named.add(name);
  }
  if (Object.hasOwn(map, ANY)) {
    for (const source of new Set(people.flatMap((person) => person.groups ?? []))) {
      if (!targets.has(source)) targets.set(source, source);
    }
  }
  const byName = new Map(groups.map((group) => [group.name, group]));
  const names = [...new Set(targets.values())].sort();
  const mapped = names.map((name): [string, MappedGroup] => [
    name,
    { name, group: byName.get(name) ?? null, named: named.has(name) },
  ]);
  return { mapped: new Map(mapped), targets };
}

/** A group whose name differs from this one only in case; `null` when there is none. */
export function nearlyNamed<G extends Pick<Group, 'name'>>(name: string, groups: readonly G[]): G | null {
  const folded = name.toLowerCase();
  return groups.find((group) => group.name !== name && group.name.toLowerCase() === folded) ?? null;
}
