import { sealCursor, type Position } from './cursor.ts';
import type { FaultEffect } from './fault-effects.ts';
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

function emptyPage(team: Team, position: Position): MemberPage {
  return { members: [], cursor: sealCursor(team, position), has_more: true };
}

/** The page at this position and a cursor for the next one. */
export function memberPage(team: Team, start: Position, effect: FaultEffect | null): MemberPage {
  const position = effect?.kind === 'omit' ? { ...start, omit: effect.omit } : start;
  const { see } = team.reading();
  if (effect?.kind === 'emptyPage') return emptyPage(team, position);
  const limit = effect?.kind === 'shortPage' ? Math.min(effect.shortPage, position.limit) : position.limit;
  const hidden = position.omit === 0 ? new Set<string>() : lastLiving(team, position.upTo, position.omit);
  const isListed = (member: SandboxMember): boolean =>
    (position.includeRemoved || member.status !== 'removed') && !hidden.has(member.memberId);
  const found: { member: SandboxMember; index: number }[] = [];
  let more = false;
  for (let index = position.offset; index < position.upTo && !more; index += 1) {
    const there = team.members.all[index];
    const member = there === undefined ? null : see(there);
    if (member === null || !isListed(member)) continue;
    if (found.length === limit) more = true;
    else found.push({ member, index });
  }
  const last = found.at(-1)?.index ?? position.offset - 1;
  // A page that holds nothing but a repeat is not repeated again, or the listing would never end.
  const repeats = effect?.kind === 'duplicate' && found.length > (position.repeats ? 1 : 0);
  const next = { ...position, offset: repeats ? last : last + 1, repeats };
  return {
    members: found.map(({ member }) => wireMemberInfo(team, member)),
    cursor: sealCursor(team, next),
    has_more: more || repeats,
  };
}
