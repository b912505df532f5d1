import type { Team } from './live-team.ts';

/** A team file must not grow for ever; beyond this the oldest are forgotten. */
const MAX_APPLIED = 100_000;

/** Records that a call of this route changed something about this person, once for every time it did. */
export function recordApplied(team: Team, route: string, who: string, group?: string): void {
  const { applied } = team.state.counters;
  applied.push({ route, who, ...(group === undefined ? {} : { group }) });
  if (applied.length > MAX_APPLIED) applied.shift();
}
