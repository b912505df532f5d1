import { InvalidInputError } from '../../errors.ts';
import { matcher } from '../../plan/pattern.ts';
import { planRequested, type Request } from '../../plan/requested.ts';
import type { Plan } from '../../plan/types.ts';
import type { Telling } from '../../render/diff.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Actual } from '../../team.ts';
import type { Context, Outcome } from '../context.ts';
import { parseEmails } from '../emails.ts';
import { attempted } from '../run/attempted.ts';
import { conduct } from '../run/conduct.ts';
import { connect } from '../run/connect.ts';
import { checkOut, checkPace, runLimits, type LimitOptions, type RunOptions } from '../run/options.ts';
import { withoutRoster, type Known, type OwnPlan, type Wishes } from '../run/wishes.ts';
import { readEmails } from './read-emails.ts';

export interface MemberInput extends LimitOptions, RunOptions {
  action: Request['action'];
  /** E-mails, or `-` for lines of standard input. */
  emails: string[];
  /** E-mails or patterns; empty means all of them. */
  only: string[];
  /** Who gets the files; only with `transfer`. */
  to?: string;
}

/** Plans what somebody asks to be done to single people and, after a yes, does it: under the rails of every run. */
export async function runMember(context: Context, input: MemberInput): Promise<Outcome> {
  checkOut(input);
  checkPace(input);
  const command = `member ${input.action}`;
  return attempted(context, { command, dryRun: input.dryRun }, async () => {
    const emails = chosen(await readEmails(context, input.emails, input.retryBudget), input.only);
    const [to = null] = input.to === undefined ? [] : parseEmails([input.to]);
    const connection = await connect(context, input.retryBudget, input.concurrency);
    try {
      const wishes = await wishesFor(context, { action: input.action, emails, to }, input);
      return await conduct(context, wishes, input, connection);
    } finally {
      await connection.close();
    }
  });
}

function chosen(emails: readonly string[], patterns: readonly string[]): string[] {
  const left = patterns.length === 0 ? [...emails] : emails.filter(matcher(patterns));
  if (left.length > 0) return left;
  throw new InvalidInputError(
    'only_matches_nobody',
    `--only ${patterns.join(' --only ')} matches none of the addresses.`,
    { hint: 'Give one of them, or a pattern such as "*@example.com" in quotes.' },
  );
}

async function wishesFor(context: Context, request: Request, input: MemberInput): Promise<Wishes> {
  const { folders, options } = context;
  const { settings, warnings } = await loadSettings({
    configFolder: folders.config,
    profile: options.profile,
  });
  const wishes = {
    origin: { source: `member ${request.action}`, format: 'json', sha256: '' },
    settings,
    extent: { groups: 'none', roles: false },
    limits: runLimits(input),
    only: [],
    acceptListing: input.acceptListing,
    warnings,
  } as const;
  return withoutRoster(wishes, ownPlan(request, settings, input));
}

function ownPlan(request: Request, settings: Wishes['settings'], input: MemberInput): OwnPlan {
  return {
    command: `member ${request.action}`,
    check: () => undefined,
    planner: (known, now) => Promise.resolve(plannerOf(request, settings, input, { known, now })),
    telling: () => tellingOf(request),
    refusesKept: true,
  };
}

function plannerOf(
  request: Request,
  settings: Wishes['settings'],
  input: MemberInput,
  { known, now }: { known: Known; now: Date },
): (actual: Actual) => Plan {
  const { memory, holds, recent } = known;
  const limits = runLimits(input);
  const { acceptListing } = input;
  return (actual) =>
    planRequested({ ...memory, request, actual, settings, now, holds, recent, limits, acceptListing });
}

function tellingOf({ action, emails }: Request): Telling {
  const people = emails.length === 1 ? '1 person' : `${String(emails.length)} people`;
  return {
    source: { label: 'Asked', text: `${action} ${people} by name` },
    first: { heading: '', items: [] },
    nothing: 'Nothing to do: it is so already.',
  };
}
