import type { SandboxGroup } from './group-schema.ts';
import { GroupIndex } from './groups.ts';
import type { MemberIndex, Selector } from './members.ts';
import type { SandboxMember } from './state.ts';

/** Things as they were before a change, by id; `null` for one that was not there yet. */
type Earlier<T> = ReadonlyMap<string, T | null>;

interface Lag {
  left: number;
  members: Earlier<SandboxMember>;
  groups: Earlier<SandboxGroup>;
}

/** Everything that readings tell of. */
interface Truth {
  members: MemberIndex;
  groups: GroupIndex;
}

/** What a reading sees of the members and their groups, which may be less than is true. */
export interface Sight {
  /** The member as this reading sees them; `null` when it does not know them yet. */
  see: (member: SandboxMember) => SandboxMember | null;
  find: (selector: Selector) => SandboxMember | undefined;
  groups: GroupIndex;
}

function isNamed(member: SandboxMember, { by, value }: Selector): boolean {
  switch (by) {
    case 'team_member_id':
      return member.memberId === value;
    case 'external_id':
      return member.externalId === value;
    case 'email':
      return member.email === value.toLowerCase();
  }
}

const memberId = (member: SandboxMember): string => member.memberId;
const groupId = (group: SandboxGroup): string => group.groupId;

/** Remembers how things are; the answer tells later which of them have changed since, as they were. */
function remember<T>(list: readonly T[], idOf: (thing: T) => string): () => Earlier<T> {
  const before = new Map(list.map((thing) => [idOf(thing), structuredClone(thing)]));
  return () => {
    const earlier = new Map<string, T | null>();
    for (const thing of list) {
      const copy = before.get(idOf(thing)) ?? null;
      if (JSON.stringify(copy) !== JSON.stringify(thing)) earlier.set(idOf(thing), copy);
    }
    return earlier;
  };
}

/** Of two changes that are both hidden, the state before the first is what is seen. */
function firstOf<T>(lags: readonly Earlier<T>[]): Earlier<T> {
  const hidden = new Map<string, T | null>();
  for (const lag of lags) for (const [id, thing] of lag) if (!hidden.has(id)) hidden.set(id, thing);
  return hidden;
}

/** The changes that readings do not see yet; they are not stored. */
export class ReadLag {
  #lags: Lag[] = [];

  /** Does some work and hides what it changes from the next so many readings. */
  hide<T>(readings: number, { members, groups }: Truth, work: () => T): T {
    if (readings === 0) return work();
    const changedMembers = remember(members.all, memberId);
    const changedGroups = remember(groups.all, groupId);
    const result = work();
    const lag = { left: readings, members: changedMembers(), groups: changedGroups() };
    if (lag.members.size + lag.groups.size > 0) this.#lags.push(lag);
    return result;
  }

  clear(): void {
    this.#lags = [];
  }

  /** Begins one reading of the team. */
  read({ members, groups }: Truth): Sight {
    const hidden = firstOf(this.#lags.map((lag) => lag.members));
    const hiddenGroups = firstOf(this.#lags.map((lag) => lag.groups));
    for (const lag of this.#lags) lag.left -= 1;
    this.#lags = this.#lags.filter(({ left }) => left > 0);
    const see: Sight['see'] = (member) => {
      const earlier = hidden.get(member.memberId);
      return earlier === undefined ? member : earlier;
    };
    return {
      see,
      find: (selector) => findEarlier(hidden, selector) ?? findNow(members, see, selector),
      groups: hiddenGroups.size === 0 ? groups : groupsSeen(groups, hiddenGroups),
    };
  }
}

function groupsSeen(groups: GroupIndex, hidden: Earlier<SandboxGroup>): GroupIndex {
  return new GroupIndex(
    groups.all.flatMap((group) => {
      const earlier = hidden.get(group.groupId);
      return earlier === undefined ? [group] : (earlier ?? []);
    }),
  );
}

function findEarlier(hidden: Earlier<SandboxMember>, selector: Selector): SandboxMember | undefined {
  for (const member of hidden.values()) if (member !== null && isNamed(member, selector)) return member;
  return undefined;
}

function findNow(members: MemberIndex, see: Sight['see'], selector: Selector): SandboxMember | undefined {
  const member = members.find(selector);
  const seen = member === undefined ? null : see(member);
  return seen === null || !isNamed(seen, selector) ? undefined : seen;
}
