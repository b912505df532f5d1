import type { Person } from '../team.ts';

/** What differs between two rosters, by the e-mails of the new one. */
export interface Comparison {
  /** Assigned now and not before, whether they are suspended or not. */
  joined: string[];
  /** No longer assigned. */
  left: string[];
  /** Assigned in both, suspended only now. */
  suspended: string[];
  /** Assigned in both, suspended only before. */
  back: string[];
  renamed: { from: string; to: string }[];
  /** Only of people who are in both rosters. */
  groups: { group: string; added: string[]; removed: string[] }[];
}

/** Compares what two rosters want. A person is the same by external id, by the address, or by the previous address. */
export function compareRosters(before: readonly Person[], after: readonly Person[]): Comparison {
  const pairs = pairUp(before, after);
  const paired = new Set(pairs.flatMap(({ old, now }) => [old, now]));
  const fresh = after.filter((person) => !paired.has(person));
  return {
    joined: [
      ...fresh.filter(isAssigned).map(emailOf),
      ...pairs.filter(({ old, now }) => !isAssigned(old) && isAssigned(now)).map(({ now }) => now.email),
    ].sort(),
    left: [
      ...before.filter((person) => !paired.has(person) && isAssigned(person)).map(emailOf),
      ...pairs.filter(({ old, now }) => isAssigned(old) && !isAssigned(now)).map(({ now }) => now.email),
    ].sort(),
    suspended: turned(pairs, 'active', 'suspended'),
    back: turned(pairs, 'suspended', 'active'),
    renamed: pairs
      .filter(({ old, now }) => old.email !== now.email)
      .map(({ old, now }) => ({ from: old.email, to: now.email }))
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
    groups: groupChanges(pairs),
  };
}

interface Pair {
  old: Person;
  now: Person;
}

const emailOf = ({ email }: Person): string => email;
const isAssigned = ({ wanted }: Person): boolean => wanted !== 'unassigned';

function pairUp(before: readonly Person[], after: readonly Person[]): Pair[] {
  const left = new Set(before);
  const byId = new Map(before.map((person) => [person.externalId ?? '', person]));
  const byEmail = new Map(before.map((person) => [person.email, person]));
  const pairs: Pair[] = [];
  const match = (now: Person, old: Person | undefined): boolean => {
    if (old === undefined || !left.delete(old)) return false;
    pairs.push({ old, now });
    return true;
  };
  // Everybody's surest sign comes first, so that nobody is taken for who had the address before.
  let rest = after.filter((now) => now.externalId === null || !match(now, byId.get(now.externalId)));
  rest = rest.filter((now) => now.previousEmail === null || !match(now, byEmail.get(now.previousEmail)));
  for (const now of rest) match(now, byEmail.get(now.email));
  return pairs;
}

function turned(pairs: readonly Pair[], from: Person['wanted'], to: Person['wanted']): string[] {
  return pairs
    .filter(({ old, now }) => old.wanted === from && now.wanted === to)
    .map(({ now }) => now.email)
    .sort();
}

function groupChanges(pairs: readonly Pair[]): Comparison['groups'] {
  const changes = new Map<string, { added: string[]; removed: string[] }>();
  const changeOf = (group: string): { added: string[]; removed: string[] } => {
    const change = changes.get(group) ?? { added: [], removed: [] };
    changes.set(group, change);
    return change;
  };
  for (const { old, now } of pairs) {
    // A roster that says nothing of groups leaves them as they are.
    if (old.groups === null || now.groups === null) continue;
    const [was, is] = [new Set(old.groups), new Set(now.groups)];
    for (const group of is) if (!was.has(group)) changeOf(group).added.push(now.email);
    for (const group of was) if (!is.has(group)) changeOf(group).removed.push(now.email);
  }
  return [...changes.keys()].sort().map((group) => {
    const { added, removed } = changeOf(group);
    return { group, added: added.sort(), removed: removed.sort() };
  });
}
