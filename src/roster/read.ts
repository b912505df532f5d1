import type { Warning } from '../errors.ts';
import type { Roster } from '../team.ts';
import { inspectRoster, type Inspection, type ReadOptions } from './inspect.ts';
import { rosterError } from './problem.ts';

/** A roster with what was found out while reading it. */
export interface RosterReading extends Pick<Inspection, 'dialect' | 'encoding' | 'delimiter'> {
  roster: Roster;
  warnings: Warning[];
}

/**
 * Reads a roster from a path, or from standard input for `-`, and gives the people it names. A roster with anything
 * wrong in it is an `InvalidInputError` that tells every problem at once.
 */
export async function readRoster(source: string, options: ReadOptions): Promise<RosterReading> {
  const { problems, warnings, dialect, encoding, delimiter, ...rest } = await inspectRoster(source, options);
  if (problems.any) throw rosterError(source, problems);
  const { format, sha256, people, columns } = rest;
  return { roster: { source, format, sha256, people, columns }, warnings, dialect, encoding, delimiter };
}
