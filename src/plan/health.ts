import type { Limit } from '../settings/schema.ts';
import { allowedPeople, people } from './guards.ts';

/** What tells of a roster whether it looks like the one before. */
export interface RosterFacts {
  people: number;
  /** Fields that it has. */
  columns: readonly string[];
  /** Name of a group → how many people are in it. */
  groups: Readonly<Record<string, number>>;
  /** E-mails of those whom it wants suspended. */
  suspended: readonly string[];
}

/** How much may differ. */
export interface HealthLimits {
  /** People fewer than before, of those there were. */
  shrink: Limit;
  /** People newly suspended, of the members now on the team. */
  suspensions: Limit;
  /** Members now on the team. */
  members: number;
}

/** Something about a roster that looks more like a broken export than like a day's changes. */
export interface HealthFinding {
  code: 'fewer_people' | 'column_gone' | 'group_emptied' | 'many_suspended';
  /** One plain sentence. */
  message: string;
}

/** Groups smaller than this come and go. */
const SMALLEST_GROUP = 3;

/** Compares a roster with the last one that served a good run; every finding is a reason to look at the export first. */
export function rosterFindings(last: RosterFacts, now: RosterFacts, limits: HealthLimits): HealthFinding[] {
  return [
    ...fewerPeople(last, now, limits.shrink),
    ...last.columns.filter((column) => !now.columns.includes(column)).map(columnGone),
    ...Object.entries(last.groups).flatMap(([name, count]) =>
      groupEmptied(name, count, now.groups[name] ?? 0),
    ),
    ...manySuspended(last, now, limits),
  ];
}

function fewerPeople(last: RosterFacts, now: RosterFacts, shrink: Limit): HealthFinding[] {
  const lost = last.people - now.people;
  const allowed = Math.max(1, allowedPeople(shrink, last.people));
  if (lost <= allowed) return [];
  const message = `It names ${people(now.people)}, ${String(lost)} fewer than the ${String(last.people)} of the last good run; safety.maxRosterShrink allows ${String(allowed)} (${String(shrink)}).`;
  return [{ code: 'fewer_people', message }];
}

function columnGone(column: string): HealthFinding {
  return {
    code: 'column_gone',
    message: `It has no ${column} any more, which the roster of the last good run had.`,
  };
}

function groupEmptied(name: string, before: number, now: number): HealthFinding[] {
  if (before < SMALLEST_GROUP || now > 0) return [];
  const message = `Nobody is in the group ${name} any more, which had ${people(before)} in the last good run.`;
  return [{ code: 'group_emptied', message }];
}

function manySuspended(
  last: RosterFacts,
  now: RosterFacts,
  { suspensions, members }: HealthLimits,
): HealthFinding[] {
  const before = new Set(last.suspended);
  const newly = now.suspended.filter((email) => !before.has(email)).length;
  const allowed = allowedPeople(suspensions, members);
  if (newly <= allowed) return [];
  const message = `It suspends ${people(newly)} whom the last good run did not; safety.maxSuspensions allows ${String(allowed)} (${String(suspensions)}).`;
  return [{ code: 'many_suspended', message }];
}
