import { writeFile } from 'node:fs/promises';
import type { NewRecord } from '../../src/state/journal-records.ts';
import { writeResult, type RunResult } from '../../src/state/run-result.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { startRun } from '../../src/state/runs.ts';

export const TEAM = 'dbtid:AAA-1';
export const AT = '2026-11-25T15:25:08.000Z';

export interface RunChoices {
  teamId?: string;
  at?: string;
  /** What comes after the first record. */
  records?: readonly NewRecord[];
  result?: Partial<RunResult> | null;
}

/** A run as it lies there when its process has ended; returns its folder. */
export async function leaveRun(
  stateFolder: string,
  runId: string,
  { teamId = TEAM, at = AT, records = [], result = null }: RunChoices = {},
): Promise<string> {
  const { folder, journal } = await startRun(
    stateFolder,
    { runId, teamId, at, command: 'reconcile', mode: 'apply' },
    null,
  );
  for (const record of records) await journal.append(record);
  await journal.close();
  if (result !== null) await writeResult(folder, runResult(runId, { teamId, at, ...result }));
  return folder;
}

/** Breaks a line in the middle of the journal of a run. */
export async function breakJournal(stateFolder: string, runId: string): Promise<void> {
  await writeFile(filesOfRun(stateFolder, TEAM, runId).journalFile, 'damage\n{"n":1}\n');
}

export function runResult(runId: string, changes: Partial<RunResult> = {}): RunResult {
  return {
    version: 1,
    runId,
    at: AT,
    command: 'reconcile',
    mode: 'apply',
    teamId: TEAM,
    exitCode: 0,
    outcome: 'done',
    whole: true,
    summary: { suspend: 1, applied: 1 },
    changes: [resultChange('suspend', 'ana@example.com')],
    rosterSha256: 'c0ffee',
    auditHead: null,
    ...changes,
  };
}

export function resultChange(
  action: string,
  email: string,
  status: RunResult['changes'][number]['status'] = 'applied',
): RunResult['changes'][number] {
  return {
    id: `${action}:${email}`,
    action,
    email,
    memberId: `dbmid:${email}`,
    status,
    error: status === 'applied' ? null : { code: 'tag', message: 'Words.' },
    reversibleUntil: null,
    before: { status: 'active' },
    after: { status: 'suspended' },
    options: { wipeData: false },
  };
}
