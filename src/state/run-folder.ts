import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InvalidInputError } from '../errors.ts';
import { readLastLine } from './append-file.ts';
import { codeOf } from './files.ts';
import { recordSchema, type JournalRecord } from './journal-records.ts';
import { TEAMS_FOLDER, teamFolder } from './team-folder.ts';

const RUNS_FOLDER = 'runs';
const PLAN_FILE = 'plan.json';
const JOURNAL_FILE = 'journal.ndjson';

/** Where a run keeps what. */
export interface RunFiles {
  folder: string;
  planFile: string;
  journalFile: string;
}

/** The files of the run that is kept in a folder. */
export function filesOf(folder: string): RunFiles {
  return { folder, planFile: join(folder, PLAN_FILE), journalFile: join(folder, JOURNAL_FILE) };
}

/** The id of the run that is kept in a folder. */
export function idOf(folder: string): string {
  return basename(folder);
}

/** The files of a run by its id, whether it exists or not. */
export function filesOfRun(stateFolder: string, teamId: string, runId: string): RunFiles {
  return filesOf(join(teamFolder(stateFolder, teamId), RUNS_FOLDER, runId));
}

/** The folders of all runs of a team, or of every team, in no order. */
export async function runFolders(stateFolder: string, teamId?: string): Promise<string[]> {
  const teams =
    teamId === undefined
      ? await foldersIn(join(stateFolder, TEAMS_FOLDER))
      : [teamFolder(stateFolder, teamId)];
  const runs = await Promise.all(teams.map((team) => foldersIn(join(team, RUNS_FOLDER))));
  return runs.flat();
}

/** The last whole record of a journal without reading all of it; `unclear` when its last line is damaged. */
export async function lastRecord(journalFile: string): Promise<JournalRecord | 'none' | 'unclear'> {
  const line = await readLastLine(journalFile);
  if (line === null) return 'none';
  try {
    return recordSchema().parse(JSON.parse(line));
  } catch {
    return 'unclear';
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new InvalidInputError(
      'state_broken',
      `The folder ${folder} of earlier runs cannot be read (${codeOf(error) ?? 'unknown reason'}).`,
      {
        hint: 'Put a folder there that this user can read, or name another one in TEAMSYNC_STATE_DIR.',
        cause: error,
      },
    );
  }
}
