import { join } from 'node:path';
import * as z from 'zod';
import { once } from '../once.ts';
import { writePrivateFile } from './files.ts';
import { changeErrorSchema } from './journal-records.ts';
import { readStateFile } from './state-file.ts';

const RESULT_FILE = 'result.json';

const changeSchema = once(() =>
  z.strictObject({
    id: z.string(),
    action: z.string(),
    email: z.string(),
    memberId: z.string().nullable(),
    status: z.enum(['planned', 'applied', 'failed', 'skipped', 'unknown']),
    error: changeErrorSchema(),
    reversibleUntil: z.string().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    options: z.unknown(),
  }),
);

const outcomes = ['done', 'nothing', 'failed', 'refused', 'interrupted', 'crashed'] as const;

const resultSchema = once(() =>
  z.strictObject({
    version: z.literal(1),
    runId: z.string(),
    at: z.iso.datetime(),
    command: z.string(),
    mode: z.enum(['dry-run', 'apply']),
    teamId: z.string(),
    exitCode: z.int().min(0),
    outcome: z.enum(outcomes),
    /** The run looked at everybody whom the roster names. */
    whole: z.boolean(),
    summary: z.record(z.string(), z.number()),
    changes: z.array(changeSchema()),
    rosterSha256: z.string().nullable(),
    /** Of the audit log, with this run in it. */
    auditHead: z.string().nullable(),
  }),
);

/** What became of a run, as it is kept for later. */
export type RunResult = z.infer<ReturnType<typeof resultSchema>>;
export type RunOutcome = RunResult['outcome'];

/** Keeps the result of a run in its folder, in the place of an earlier one. */
export async function writeResult(runFolder: string, result: RunResult): Promise<void> {
  await writePrivateFile(join(runFolder, RESULT_FILE), `${JSON.stringify(result)}\n`);
}

/** Reads the result of a run; `null` when it never wrote one. Throws `state_broken` (exit 7). */
export async function readResult(runFolder: string): Promise<RunResult | null> {
  return readStateFile(join(runFolder, RESULT_FILE), resultSchema, {
    what: 'the result of a run',
    hint: 'Move the folder of that run away if you do not need it in the history.',
  });
}
