import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidInputError, RailError } from '../../errors.ts';
import { count } from '../../render/layout.ts';
import { rosterOf, type LivePerson } from '../../roster/live.ts';
import { rosterCsv, rosterDocument } from '../../roster/write.ts';
import { writePrivateFile } from '../../state/files.ts';
import type { Actual } from '../../team.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { readTeam } from '../member/read-team.ts';

export interface RosterExportInput {
  format: 'csv' | 'json';
  out?: string;
  /** So that Excel reads the CSV as UTF-8. */
  excel: boolean;
  /** Milliseconds. */
  retryBudget: number;
}

/** Writes the team as it is now as a roster that changes nothing. Only reads Dropbox. */
export async function runRosterExport(context: Context, input: RosterExportInput): Promise<Outcome> {
  checkExcel(input);
  const path = input.out === undefined ? null : resolve(context.folders.work, input.out);
  if (path !== null) await refuseTaken(path);
  const { actual, warnings } = await readTeam(context, input.retryBudget);
  checkComplete(actual);
  const { people, warnings: left } = rosterOf(actual);
  const text = textOf(people, input);
  const data = { format: input.format, out: path, people: people.length };
  const told = [...warnings, ...left];
  if (path === null)
    return { ...done({ ...data, roster: rosterDocument(people) }, text, told), verbatim: true };
  await writePrivateFile(path, text);
  const written = `Wrote ${count(people.length, 'person', 'people')} to ${path}.\n`;
  return done({ ...data, roster: null }, written, told);
}

function textOf(people: readonly LivePerson[], { format, excel }: RosterExportInput): string {
  return format === 'csv'
    ? rosterCsv(people, { excel })
    : `${JSON.stringify(rosterDocument(people), null, 2)}\n`;
}

function checkExcel({ excel, format }: RosterExportInput): void {
  if (!excel || format === 'csv') return;
  throw new InvalidInputError('excel_needs_csv', '--excel is about CSV, which Excel opens by itself.', {
    hint: 'Leave --format json or --excel away.',
  });
}

/** An export is the beginning of a roster that people keep by hand, so not even an earlier one is replaced. */
async function refuseTaken(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null || (found.isFile() && found.size === 0)) return;
  throw new InvalidInputError('out_exists', `${path} exists, so it is not replaced.`, {
    hint: 'Give --out another path, or move what is there away.',
    details: { path },
  });
}

/** Refuses a reading that does not show everybody: a roster of it would take the others off the team. */
export function checkComplete({ listing: { complete, listed, counted } }: Pick<Actual, 'listing'>): void {
  if (complete) return;
  throw new RailError(
    'listing_incomplete',
    `Dropbox listed ${String(listed)} members and counts ${String(counted)}, so a roster of them would leave people out.`,
    { hint: 'Try again in some minutes.', details: { listed, counted } },
  );
}
