import { renderRosterCheck, type RosterCheck } from '../../render/roster.ts';
import type { Inspection } from '../../roster/inspect.ts';
import { findOddities } from '../../roster/oddities.ts';
import { rosterError } from '../../roster/problem.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { inspect, type OfflineOptions } from './reading.ts';

export interface RosterCheckInput extends OfflineOptions {
  roster: string;
}

/** Tells how a roster is read and everything that is wrong or odd about it. Calls nobody. */
export async function runRosterCheck(
  context: Context,
  { roster, ...options }: RosterCheckInput,
): Promise<Outcome> {
  const inspection = await inspect(context, roster, options);
  const { people, problems, warnings } = inspection;
  const data = checkOf(inspection);
  const { paint, width } = context;
  const text = renderRosterCheck(data, { paint, width });
  const told = [...warnings, ...findOddities(people)];
  if (!problems.any) return done(data, text, told);
  const error = rosterError(roster, problems);
  return { exitCode: error.exitCode, data, warnings: told, error, text };
}

function checkOf(inspection: Inspection): RosterCheck {
  const { source, format, dialect, encoding, delimiter, columns, people, problems } = inspection;
  const counts = { active: 0, suspended: 0, unassigned: 0 };
  for (const { wanted } of people) counts[wanted] += 1;
  return {
    source,
    format,
    dialect,
    encoding,
    delimiter,
    columns,
    people: people.length,
    assigned: counts.active,
    suspended: counts.suspended,
    unassigned: counts.unassigned,
    problems: problems.sorted(),
  };
}
