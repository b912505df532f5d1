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
    for (const person of people) {
      for (const source of person.groups ?? []) if (!targets.has(source)) targets.set(source, source);
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

/** Finds a group whose name differs from a given one only in case. */
export type NearName<G> = (name: string) => G | null;

/** A function that finds among these the first group whose name differs from a given one only in case; `null` when there is none. */
export function nearNames<G extends Pick<Group, 'name'>>(groups: Iterable<G>): NearName<G> {
  const byFolded = new Map<string, Map<string, G>>();
  for (const group of groups) {
    const folded = group.name.toLowerCase();
    const alike = byFolded.get(folded) ?? new Map<string, G>();
    if (!alike.has(group.name)) alike.set(group.name, group);
    byFolded.set(folded, alike);
  }
  return (name) => {
    // Of the first two names, one at most is the name itself.
    for (const [other, group] of byFolded.get(name.toLowerCase()) ?? []) if (other !== name) return group;
    return null;
  };
}
