import type { MemberIndex, Selector } from './members.ts';
import type { SandboxMember } from './state.ts';

/** Members as they were before a change; `null` for somebody who was not there yet. */
type Earlier = ReadonlyMap<string, SandboxMember | null>;

/** What a reading sees of the members, which may be less than is true. */
export interface Sight {
  /** The member as this reading sees them; `null` when it does not know them yet. */
  see: (member: SandboxMember) => SandboxMember | null;
  find: (selector: Selector) => SandboxMember | undefined;
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

/** The changes that readings do not see yet; they are not stored. */
export class ReadLag {
  #lags: { left: number; earlier: Earlier }[] = [];

  /** Does some work and hides what it changes from the next so many readings. */
  hide<T>(readings: number, members: MemberIndex, work: () => T): T {
    if (readings === 0) return work();
    const before = new Map(members.all.map((member) => [member.memberId, structuredClone(member)]));
    const result = work();
    const earlier = new Map<string, SandboxMember | null>();
    for (const member of members.all) {
      const copy = before.get(member.memberId) ?? null;
      if (JSON.stringify(copy) !== JSON.stringify(member)) earlier.set(member.memberId, copy);
    }
    if (earlier.size > 0) this.#lags.push({ left: readings, earlier });
    return result;
  }

  clear(): void {
    this.#lags = [];
  }

  /** Begins one reading of the team's members. */
  read(members: MemberIndex): Sight {
    const hidden = new Map<string, SandboxMember | null>();
    for (const lag of this.#lags) {
      // Of two changes that are both hidden, the state before the first is what is seen.
      for (const [id, member] of lag.earlier) if (!hidden.has(id)) hidden.set(id, member);
      lag.left -= 1;
    }
    this.#lags = this.#lags.filter(({ left }) => left > 0);
    const see: Sight['see'] = (member) => {
      const earlier = hidden.get(member.memberId);
      return earlier === undefined ? member : earlier;
    };
    return { see, find: (selector) => findEarlier(hidden, selector) ?? findNow(members, see, selector) };
  }
}

function findEarlier(hidden: Earlier, selector: Selector): SandboxMember | undefined {
  for (const member of hidden.values()) if (member !== null && isNamed(member, selector)) return member;
  return undefined;
}

function findNow(members: MemberIndex, see: Sight['see'], selector: Selector): SandboxMember | undefined {
  const member = members.find(selector);
  const seen = member === undefined ? null : see(member);
  return seen === null || !isNamed(seen, selector) ? undefined : seen;
}
