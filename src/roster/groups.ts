import type { Warning } from '../errors.ts';
import { visible } from './clean.ts';
import { Fault, type Problems } from './problem.ts';
import type { Row } from './row.ts';

/** A group as a JSON roster defines it. */
export interface GroupDefinition {
  name: string;
  /** Whether it has the Dropbox app. */
  assigned: boolean;
  /** E-mail addresses in lower case. */
  members: string[];
  /** Names of the groups inside it. */
  children: string[];
  lines: { name: number; members: number; groups: number };
}

/** Checks that group names are unique and that every member and child group exists. */
export function checkGroups(
  groups: readonly GroupDefinition[],
  emails: ReadonlySet<string>,
  problems: Problems,
): void {
  const lineOfName = new Map<string, number>();
  for (const { name, lines } of groups) {
    const earlier = lineOfName.get(name);
    if (earlier === undefined) {
      lineOfName.set(name, lines.name);
    } else {
      const expected = `expected each group once, but line ${String(earlier)} defines it already: merge them`;
      problems.add(lines.name, 'name', name, new Fault('duplicate_group', expected));
    }
  }
  for (const group of groups) {
    for (const child of group.children) {
      if (lineOfName.has(child)) continue;
      const expected = 'expected the name of a group in "groups": define it or take it out';
      problems.add(group.lines.groups, 'groups', child, new Fault('unknown_group', expected));
    }
    for (const member of group.members) {
      if (emails.has(member)) continue;
      const expected = 'expected the e-mail address of a person in "people": add the person or take it out';
      problems.add(group.lines.members, 'members', member, new Fault('unknown_member', expected));
    }
  }
}

/** Longer cycles are shown in part. */
const SHOWN_OF_CYCLE = 20;

function cycleWarning(path: readonly string[], again: string): Warning {
  const cycle = path.slice(path.indexOf(again));
  const shown = cycle.length > SHOWN_OF_CYCLE ? [...cycle.slice(0, SHOWN_OF_CYCLE), '…'] : cycle;
  const names = [...shown, again].map(visible).join(' > ');
  return { code: 'group_cycle', message: `Groups contain each other and were flattened: ${names}.` };
}

/** A warning for each cycle of groups, with its path. */
export function findCycles(groups: readonly GroupDefinition[]): Warning[] {
  const children = new Map(groups.map((group) => [group.name, group.children]));
  const warnings: Warning[] = [];
  const entered = new Set<string>();
  for (const { name } of groups) {
    // Depth first with a stack of our own, so that no chain of groups is too long.
    const path = new Set<string>();
    const stack: { name: string; rest: Iterator<string> }[] = [];
    const enter = (group: string): void => {
      if (entered.has(group)) return;
      entered.add(group);
      path.add(group);
      stack.push({ name: group, rest: (children.get(group) ?? []).values() });
    };
    enter(name);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.rest.next();
      if (next.done === true) {
        path.delete(top.name);
        stack.pop();
      } else if (path.has(next.value)) {
        warnings.push(cycleWarning([...path], next.value));
      } else {
        enter(next.value);
      }
    }
  }
  return warnings;
}

/** Everybody's groups once groups inside groups are flattened. */
export class Memberships {
  readonly #direct = new Map<string, string[]>();
  readonly #parents = new Map<string, string[]>();
  readonly #closures = new Map<string, ReadonlySet<string>>();
  /** Whether the roster itself defines groups, and so says of everybody which ones they are in. */
  readonly #complete: boolean;

  constructor(groups: readonly GroupDefinition[]) {
    this.#complete = groups.length > 0;
    for (const { name, members, children } of groups) {
      for (const member of members) append(this.#direct, member, name);
      for (const child of children) append(this.#parents, child, name);
    }
  }

  /** All groups of a person, sorted; `null` when neither the person nor the roster says anything of groups. */
  of(person: Pick<Row, 'email' | 'groups'>): string[] | null {
    if (!this.#complete) return person.groups?.toSorted() ?? null;
    const all = new Set<string>();
    const own = [...(person.groups ?? []), ...(this.#direct.get(person.email) ?? [])];
    for (const name of own) for (const group of this.#closureOf(name)) all.add(group);
    return [...all].sort();
  }

  /** The group and all groups around it. */
  #closureOf(name: string): ReadonlySet<string> {
    const known = this.#closures.get(name);
    if (known !== undefined) return known;
    // A set hands out what is added while it is walked, and nothing twice: cycles end by themselves.
    const closure = new Set([name]);
    for (const group of closure) for (const parent of this.#parents.get(group) ?? []) closure.add(parent);
    this.#closures.set(name, closure);
    return closure;
  }
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
