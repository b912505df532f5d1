import * as z from 'zod';
import { changeError, changeStatus } from './change-base.ts';
import { memberId, runId, sentence, timestamp } from './scalars.ts';
import { teamId } from './team.ts';

const runFields = {
  runId,
  at: timestamp.describe('RFC 3339, UTC: when it began.'),
  command: z.string(),
  mode: z.enum(['dry-run', 'apply']),
  outcome: z
    .enum(['done', 'nothing', 'failed', 'refused', 'interrupted', 'crashed'])
    .describe('crashed also as long as it is still at work.'),
  exitCode: z
    .int()
    .nullable()
    .describe('null for a run that has not come to its end; 137 for one that was killed.'),
  summary: z
    .record(z.string(), z.number())
    .describe('Like the summary of a run; empty as long as there is none.'),
};

const pastRun = z.strictObject(runFields).meta({ id: 'PastRun', description: 'A run in a few words.' });

/** The runs that there were. */
export const runList = z
  .strictObject({ runs: z.array(pastRun).describe('The newest first.') })
  .meta({ id: 'RunList', description: 'The runs that there were.' });

const storedChange = z
  .strictObject({
    id: z.string(),
    action: z.string().describe('As in the data of a run; another teamsync may have written others.'),
    email: z.string(),
    memberId: memberId.nullable(),
    status: changeStatus,
    error: changeError.nullable(),
    reversibleUntil: timestamp.nullable(),
    before: z.unknown().describe('As in the data of a run.'),
    after: z.unknown().describe('As in the data of a run.'),
    options: z.unknown().describe('As in the data of a run.'),
  })
  .meta({ id: 'StoredChange', description: 'A change as the history keeps it.' });

/** One run. */
export const runDetails = z
  .strictObject({ ...runFields, teamId, changes: z.array(storedChange) })
  .meta({ id: 'RunDetails', description: 'A run with what became of each of its changes.' });

/** Whether the audit log is as it was written. */
export const auditVerdict = z
  .strictObject({
    intact: z.boolean(),
    firstBroken: z
      .strictObject({
        line: z.int().describe('1-based, of the audit log.'),
        reason: sentence,
        team: teamId.exactOptional().describe('Only where there are logs of several teams.'),
      })
      .nullable(),
  })
  .meta({ id: 'AuditVerdict', description: 'Whether the audit log is as it was written.' });
