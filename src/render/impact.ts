import type { Change, Impact } from '../plan/change.ts';
import { clean } from './clean.ts';
import { count } from './layout.ts';

const DAY_MS = 86_400_000;
/** Names that are told one by one; more of them are counted. */
const NAMED = 5;

/** What goes with a suspension or a removal, as far as it is remarkable: parts of a sentence, none where there is nothing. */
export function impactOf({ impact, seats }: Pick<Change, 'impact' | 'seats'>, now: Date): string[] {
  return [...(impact === undefined ? [] : partsOf(impact, now)), ...(seats < 0 ? ['frees a licence'] : [])];
}

function partsOf({ roles, soleMemberOf, groups, joinedOn }: Impact, now: Date): string[] {
  return [
    ...(roles.length === 0 ? [] : [`admin: ${names(roles)}`]),
    ...(soleMemberOf.length === 0 ? [] : [`only member of ${names(soleMemberOf)}`]),
    ...(groups === null || groups.length === 0 ? [] : [`in ${names(groups)}`]),
    ...(joinedOn === null ? [] : [`on the team since ${clean(joinedOn.slice(0, 10))}${days(joinedOn, now)}`]),
  ];
}

function names(all: readonly string[]): string {
  const more = all.length > NAMED ? ` + ${String(all.length - NAMED)}` : '';
  return clean(all.slice(0, NAMED).join(', ')) + more;
}

function days(joinedOn: string, now: Date): string {
  const passed = Math.floor((now.getTime() - Date.parse(joinedOn)) / DAY_MS);
  return Number.isNaN(passed) ? '' : `, ${count(Math.max(0, passed), 'day', 'days')}`;
}
