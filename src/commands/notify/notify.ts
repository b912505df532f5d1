import type { Secret } from '../../auth/secret.ts';
import { TeamsyncError, type Warning } from '../../errors.ts';
import type { RunReport } from '../../render/report.ts';
import { loadSettings } from '../../settings/load.ts';
import { settingsSchema, type Settings } from '../../settings/schema.ts';
import { profileFlag, type Context, type Outcome } from '../context.ts';
import { knownTeam, type TeamName } from '../run/team-of.ts';
import { composeMessage } from './compose.ts';
import { eventsOf, type NotifyEvent } from './events.ts';
import { sendNotification } from './send.ts';
import { heardAfter, newsIn, type News, type Series } from './series.ts';
import { readWebhook } from './webhook.ts';

/** Whose end is told. */
export interface Subject {
  command: string;
  /** The settings in force, where they are not the stored ones. */
  settings?: (() => Promise<Pick<Settings, 'notify'>>) | undefined;
  /** The runs of which this is one; absent where it stands alone. What was told is kept in it. */
  series?: Series | undefined;
}

/**
 * Tells the webhook how a run ended, if that is among what `notify.on` names. Whatever becomes of the message, the run
 * has ended as it did: a message that did not arrive is a warning.
 */
export async function notify(context: Context, subject: Subject, outcome: Outcome): Promise<Warning[]> {
  const { exitCode, error } = outcome;
  const { series } = subject;
  const events = eventsOf(exitCode, reportIn(outcome));
  if (series === undefined)
    return (await tell(context, subject, outcome, { events, recovered: false })).warnings;
  const end = { exitCode, code: error?.code ?? null, events, at: context.outside.now() };
  const { told, warnings } = await tell(context, subject, outcome, newsIn(end, series.heard));
  series.heard = heardAfter(end, series.heard, told);
  return warnings;
}

/** Sends the message about what is news and wanted. */
async function tell(
  context: Context,
  subject: Subject,
  outcome: Outcome,
  { events, recovered }: News,
): Promise<{ told: boolean; warnings: Warning[] }> {
  const silent = { told: false, warnings: [] };
  const webhook = usableWebhook(context);
  if (webhook === null || events.length === 0) return silent;
  const wanted = await wantedBy(context, subject);
  if (!events.some((event) => wanted.includes(event))) return silent;
  const report = reportIn(outcome);
  const text = composeMessage({
    command: subject.command,
    profile: profileFlag(context),
    team: report?.team ?? (await teamIfKnown(context)),
    exitCode: outcome.exitCode,
    error: outcome.error,
    report,
    recovered,
  });
  const reason = await context.outside.graceful(() => deliver(context, webhook, text));
  if (reason === null) return { told: true, warnings: [] };
  const message = `The notification about this run was not sent: ${reason}.`;
  return { told: false, warnings: [{ code: 'webhook_failed', message }] };
}

/** One that cannot be used has kept the run from beginning, and nobody is told of that. */
function usableWebhook({ outside }: Context): Secret | null {
  try {
    return readWebhook(outside.env);
  } catch (error) {
    if (error instanceof TeamsyncError) return null;
    throw error;
  }
}

/** The report of a run, which is what it ends with once there is one. */
export function reportIn({ data }: Outcome): RunReport | null {
  const isReport = (value: object): value is RunReport => 'runId' in value && 'summary' in value;
  return isReport(data) ? data : null;
}

/** Settings that cannot be read are one of the failures to tell of. */
async function wantedBy(
  { folders, options }: Context,
  { settings }: Subject,
): Promise<readonly NotifyEvent[]> {
  const stored = async (): Promise<Pick<Settings, 'notify'>> =>
    (await loadSettings({ configFolder: folders.config, profile: options.profile })).settings;
  try {
    return (await (settings ?? stored)()).notify.on;
  } catch (error) {
    if (error instanceof TeamsyncError) return settingsSchema.parse({}).notify.on;
    throw error;
  }
}

async function teamIfKnown(context: Context): Promise<TeamName | null> {
  try {
    return await knownTeam(context);
  } catch (error) {
    if (error instanceof TeamsyncError) return null;
    throw error;
  }
}

async function deliver({ outside }: Context, webhook: Secret, text: string): Promise<string | null> {
  const { env, sleep, version, signal } = outside;
  // Whoever has interrupted the run itself may still hear what it did.
  const patience = signal.aborted ? new AbortController().signal : signal;
  try {
    const { sendFor } = await import('../../dropbox/proxy.ts');
    const send = await sendFor(new URL(webhook.reveal()).origin, env);
    return await sendNotification(webhook, text, { send, sleep, signal: patience, version });
  } catch (error) {
    if (error instanceof TeamsyncError) return error.code;
    throw error;
  }
}
