import { join } from 'node:path';
import { EXIT, TeamsyncError, type Warning } from '../../errors.ts';
import { renderIntact } from '../../render/history.ts';
import { AUDIT_FILE, verifyAudit, type AuditVerdict } from '../../state/audit.ts';
import { listRuns } from '../../state/list-runs.ts';
import { teamFolder } from '../../state/team-folder.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { knownTeam } from '../run/team-of.ts';
import { teamsIn } from './teams.ts';

type Damage = NonNullable<AuditVerdict['firstBroken']>;

/** Checks that nothing in the audit log was changed, moved or taken away since it was written; exit 4 where it was. */
export async function runHistoryVerify(context: Context): Promise<Outcome> {
  const { state } = context.folders;
  const team = await knownTeam(context);
  const teams = team === null ? await teamsIn(state) : [team.id];
  const warnings: Warning[] = [];
  let entries = 0;
  for (const teamId of teams) {
    const { runs, warnings: unreadable } = await listRuns(state, {
      teamId,
      until: ({ result }) => result?.auditHead != null,
    });
    warnings.push(...unreadable);
    const head = runs.at(-1)?.result?.auditHead;
    const verdict = await verifyAudit(teamFolder(state, teamId), head ?? undefined);
    entries += verdict.entries;
    if (verdict.firstBroken !== null) {
      const named = teams.length > 1 ? { team: teamId } : {};
      return damaged(teamFolder(state, teamId), verdict.firstBroken, named, warnings);
    }
  }
  return done({ intact: true, firstBroken: null }, renderIntact(entries, teams.length), warnings);
}

function damaged(
  folder: string,
  { line, reason }: Damage,
  named: { team?: string },
  warnings: Warning[],
): Outcome {
  const path = join(folder, AUDIT_FILE);
  const error = new TeamsyncError(
    EXIT.someFailed,
    'audit_damaged',
    `The audit log is damaged at ${path}:${String(line)}. ${reason}`,
    {
      hint: `Every line before that is as it was written. Compare the file with a copy of it; what each run did is also in ${join(folder, 'runs')}`,
      details: { path, line, reason, ...named },
    },
  );
  const data = { intact: false, firstBroken: { line, reason, ...named } };
  return { exitCode: error.exitCode, data, warnings, error, text: '' };
}
