import { sealCursor, type MembersPosition } from './cursor.ts';
import type { FaultEffect } from './fault-effects.ts';
import { takePage } from './paging.ts';
import { wireMemberInfo } from './profile.ts';
import type { SandboxMember } from './state.ts';
import type { Team } from './live-team.ts';

/** A page of `team/members/list_v2`. */
export interface MemberPage {
  members: object[];
  cursor: string;
  has_more: boolean;
}

/** Ids of the last so many living members of the snapshot. */
function lastLiving(team: Team, upTo: number, count: number): ReadonlySet<string> {
  const living = team.members.all.slice(0, upTo).filter((member) => member.status !== 'removed');
  return new Set(living.slice(Math.max(0, living.length - count)).map((member) => member.memberId));
}

/** The page at this position and a cursor for the next one. */
export function memberPage(team: Team, start: MembersPosition, effect: FaultEffect | null): MemberPage {
  const position = effect?.kind === 'omit' ? { ...start, omit: effect.omit } : start;
  const { see, groups } = team.reading();
  const hidden = position.omit === 0 ? new Set<string>() : lastLiving(team, position.upTo, position.omit);
  const isListed = (member: SandboxMember): boolean =>
    (position.includeRemoved || member.status !== 'removed') && !hidden.has(member.memberId);
  const listedAt = (index: number): SandboxMember | null => {
    const there = team.members.all[index];
    const member = there === undefined ? null : see(there);
    return member !== null && isListed(member) ? member : null;
  };
  const { entries, next, more } = takePage(position, listedAt, effect);
  return {
    members: entries.map((member) => wireMemberInfo(team, member, groups)),
    cursor: sealCursor(team, { ...position, ...next }),
    has_more: more,
  };
}
