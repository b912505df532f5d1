import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { RailError, type Warning } from '../../errors.ts';
import { rosterFindings, type RosterFacts } from '../../plan/health.ts';
import type { Settings } from '../../settings/schema.ts';
import type { RunLimits } from '../../plan/types.ts';
import { readLastRoster, writeLastRoster, type LastRoster } from '../../state/last-roster.ts';
import type { Actual, Roster } from '../../team.ts';
import type { Context } from '../context.ts';

/** A roster as it is compared with the next one. */
export interface KnownRoster extends RosterFacts {
  assigned: number;
  sha256: string;
  /** Of the file; `null` for standard input. */
  modifiedAt: Date | null;
}

/** What is compared of a roster that was just read. */
export async function factsOf({ folders }: Context, roster: Roster): Promise<KnownRoster> {
  const { people, columns, sha256, source } = roster;
  const groups: Record<string, number> = {};
  for (const name of people.flatMap((person) => person.groups ?? [])) groups[name] = (groups[name] ?? 0) + 1;
  const modified = source === '-' ? null : await stat(resolve(folders.work, source)).catch(() => null);
  return {
    people: people.length,
    assigned: people.filter(({ wanted }) => wanted !== 'unassigned').length,
    columns: Object.keys(columns).sort(),
    groups,
    suspended: people.filter(({ wanted }) => wanted === 'suspended').map(({ email }) => email),
    sha256,
    modifiedAt: modified?.mtime ?? null,
  };
}

/** What the roster looks like beside the last one that served a good run of this team. */
export interface RosterHealth {
  refusal: RailError | null;
  warnings: Warning[];
}

/** Compares a roster with the last good one. A look at the export is cheaper than a look at what it did to a team. */
export async function checkRoster(
  { folders }: Context,
  roster: KnownRoster,
  { team, members }: Actual,
  { safety, limits, accept }: { safety: Settings['safety']; limits: RunLimits; accept: boolean },
): Promise<RosterHealth> {
  const last = await readLastRoster(folders.state, team.id);
  if (last === null) return { refusal: null, warnings: [] };
  const warnings = olderWarning(last, roster);
  const findings = rosterFindings(last, roster, {
    shrink: safety.maxRosterShrink,
    suspensions: limits.suspensions ?? safety.maxSuspensions,
    members: members.filter(({ status }) => status !== 'removed').length,
  });
  if (findings.length === 0) return { refusal: null, warnings };
  const text = findings.map(({ message }) => message).join(' ');
  if (accept) {
    return {
      refusal: null,
      warnings: [...warnings, { code: 'roster_accepted', message: `Accepted: ${text}` }],
    };
  }
  return { refusal: unhealthy(last, text, findings), warnings };
}

function unhealthy(last: LastRoster, text: string, findings: readonly object[]): RailError {
  return new RailError(
    'roster_health',
    `The roster does not look like the one of the last good run (${last.at}). ${text} Nothing was sent to Dropbox.`,
    {
      hint: 'Look at the export first. If it is right, let it pass for this run with --accept-roster.',
      details: { findings },
    },
  );
}

function olderWarning(last: LastRoster, { sha256, modifiedAt }: KnownRoster): Warning[] {
  if (modifiedAt === null || last.modifiedAt === null || sha256 === last.sha256) return [];
  if (modifiedAt.getTime() >= Date.parse(last.modifiedAt)) return [];
  const message = `The roster file is of ${modifiedAt.toISOString()}, older than the one of the last good run (${last.modifiedAt}), and says something else.`;
  return [{ code: 'roster_older', message }];
}

/** Keeps what the next roster will be compared with. */
export async function keepRoster(
  { folders, outside }: Context,
  teamId: string,
  { modifiedAt, columns, groups, suspended, ...rest }: KnownRoster,
): Promise<void> {
  await writeLastRoster(folders.state, teamId, {
    version: 1,
    at: outside.now().toISOString(),
    ...rest,
    columns: [...columns],
    groups: { ...groups },
    suspended: [...suspended],
    modifiedAt: modifiedAt?.toISOString() ?? null,
  });
}
