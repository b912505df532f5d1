import { TeamsyncError, type ExitCode } from '../errors.ts';
import { renderDoctor, type Check } from '../render/doctor.ts';
import type { Settings } from '../settings/schema.ts';
import type { Actual } from '../team.ts';
import { profileFlag, type Context, type Outcome } from './context.ts';
import { checkAdmin } from './doctor/admin.ts';
import { askTeam } from './doctor/ask-team.ts';
import { checkConfiguration } from './doctor/configuration.ts';
import { failed, type Finding } from './doctor/finding.ts';
import { checkLicences } from './doctor/licences.ts';
import { checkListing } from './doctor/listing.ts';
import { checkLock } from './doctor/lock.ts';
import { checkLogin } from './doctor/login.ts';
import { checkNode } from './doctor/node.ts';
import { checkNotifications } from './doctor/notifications.ts';
import { checkReach } from './doctor/reach.ts';
import { checkRoster } from './doctor/roster.ts';
import { checkSchedule } from './doctor/schedule.ts';
import { checkScopes } from './doctor/scopes.ts';
import { checkSettings } from './doctor/settings.ts';
import { checkStateFolder } from './doctor/state-folder.ts';
import { openLine, type Line } from './run/line.ts';
import { progressFor } from './run/progress.ts';
import { knownTeam } from './run/team-of.ts';

export interface DoctorInput {
  /** A roster to look at as well. */
  roster?: string;
  /** Milliseconds. */
  retryBudget: number;
}

/** Checks everything that a run needs, each thing for itself, and tells what to do about what is wrong. Changes no team. */
export async function runDoctor(context: Context, input: DoctorInput): Promise<Outcome> {
  const findings = await progressFor(context).during('Checking', () => allFindings(context, input));
  const checks = findings.map(({ name, status, message, hint }): Check => ({ name, status, message, hint }));
  const text = renderDoctor(checks, context);
  const error = errorOf(findings);
  const exitCode: ExitCode = error?.exitCode ?? 0;
  return { exitCode, data: { checks }, warnings: [], error, text };
}

/** The first check that failed decides how the command ends. */
function errorOf(findings: readonly Finding[]): TeamsyncError | null {
  const [first, ...others] = findings.filter(({ error }) => error !== null);
  if (first?.error == null) return null;
  const { exitCode, code, hint, cause } = first.error;
  const more = others.length === 0 ? '' : ` Failed as well: ${others.map(({ name }) => name).join(', ')}.`;
  return new TeamsyncError(exitCode, code, `The check "${first.name}" failed: ${first.message}${more}`, {
    hint: hint ?? undefined,
    details: { failed: [first, ...others].map(({ name }) => name) },
    cause,
  });
}

async function allFindings(context: Context, input: DoctorInput): Promise<Finding[]> {
  const machine = [checkNode(context.outside.node), await checkConfiguration(context)];
  const { finding, settings } = await checkSettings(context);
  const told = await checkNotifications(context, settings);
  const { findings, actual } = await dropboxFindings(context, settings, input);
  const here = await stateFindings(context, actual, input);
  return withoutEchoes([...machine, finding, told, ...findings, ...here]);
}

/** A file that cannot be read fails whatever needs it; it is told by the first check that met it. */
function withoutEchoes(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ status, message }, index) =>
      status !== 'failed' || findings.findIndex((each) => each.message === message) === index,
  );
}

interface TeamFindings {
  findings: Finding[];
  actual: Actual | null;
}

async function dropboxFindings(
  context: Context,
  settings: Settings | null,
  { retryBudget }: DoctorInput,
): Promise<TeamFindings> {
  let line: Line;
  try {
    line = await openLine(context, retryBudget);
  } catch (error) {
    if (!(error instanceof TeamsyncError)) throw error;
    return { findings: [failed('reachability', error)], actual: null };
  }
  try {
    return await teamFindings(context, line, settings);
  } finally {
    await line.close();
  }
}

/** What cannot be told because an earlier check failed is left out. */
async function teamFindings(context: Context, line: Line, settings: Settings | null): Promise<TeamFindings> {
  const profile = profileFlag(context);
  const { reachability, clock } = await checkReach(context, line);
  const groups = settings?.groups.enabled === true ? 'required' : 'none';
  const extent = { groups, roles: false } as const;
  const asked = await askTeam(context, line, { extent, reached: reachability.status !== 'failed' });
  const { actual } = asked;
  const findings = [
    checkLogin(context, asked),
    checkScopes(asked, settings, profile),
    checkAdmin(asked, profile),
    clock,
    reachability,
    actual === null ? null : checkLicences(actual),
    checkListing(asked),
  ];
  return { findings: findings.filter((finding) => finding !== null), actual };
}

async function stateFindings(
  context: Context,
  actual: Actual | null,
  { roster, retryBudget }: DoctorInput,
): Promise<Finding[]> {
  const team = actual?.team ?? (await teamIfKnown(context));
  return [
    await checkStateFolder(context),
    ...(team === null ? [] : [await checkLock(context, team.id), await checkSchedule(context, retryBudget)]),
    ...(roster === undefined ? [] : [await checkRoster(context, roster, { actual, retryBudget })]),
  ];
}

async function teamIfKnown(context: Context): Promise<{ id: string } | null> {
  try {
    return await knownTeam(context);
  } catch (error) {
    if (error instanceof TeamsyncError) return null;
    throw error;
  }
}
