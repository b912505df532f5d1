import { closest, distance } from 'fastest-levenshtein';
import { InvalidInputError } from '../errors.ts';
import { renderExplanation } from '../render/explain.ts';
import type { Decision, Explanation } from '../render/explanation.ts';
import type { Actual } from '../team.ts';
import { done, profileFlag, type Context, type Outcome } from './context.ts';
import { addressesOf } from './explain/addresses.ts';
import { findingsFor } from './explain/decide.ts';
import { everythingOn } from './explain/disabled.ts';
import { findPerson } from './explain/find.ts';
import type { Finding } from './explain/finding.ts';
import { nextFor } from './explain/next.ts';
import { protectionsOf } from './explain/protections.ts';
import { impactOfRemoval } from './explain/removal.ts';
import { accountOf, rowOf } from './explain/sides.ts';
import { touchedBefore } from './explain/touched.ts';
import { connect } from './run/connect.ts';
import type { RosterOptions, RunOptions } from './run/options.ts';
import { progressFor } from './run/progress.ts';
import { readWishes } from './run/read-wishes.ts';
import { makeReady, type Ready } from './run/ready.ts';
import { plannerFor, type Wishes } from './run/wishes.ts';

export interface ExplainInput extends Pick<RosterOptions, 'format' | 'settings'> {
  email: string;
  roster: string;
  /** Milliseconds for retries and waiting. */
  retryBudget: number;
}

/** Tells why somebody gets the change that a run with this roster would make, or none. Only reads. */
export async function runExplain(context: Context, input: ExplainInput): Promise<Outcome> {
  const { email, retryBudget, ...roster } = input;
  const connection = await connect(context, retryBudget);
  try {
    // Nobody is selected, because seats, limits and likeness depend on everybody.
    const wishes = await readWishes(context, {
      ...roster,
      retryBudget,
      only: [],
      acceptRoster: true,
      acceptListing: false,
    });
    const ready = await progressFor(context).during('Reading the team from Dropbox', () =>
      makeReady(context, { ...wishes, extent: EVERYTHING }, lookingOnly(retryBudget), connection, ''),
    );
    const explanation = await explain(context, email.trim().toLowerCase(), wishes, ready);
    const { paint, width, outside } = context;
    const style = { paint, width, profile: profileFlag(context), now: outside.now(), most: Infinity };
    const warnings = [...connection.warnings, ...ready.warnings, ...wishes.warnings];
    return done(explanation, renderExplanation(explanation, style), warnings);
  } finally {
    await connection.close();
  }
}

/** A token that may not read groups explains all the same. */
const EVERYTHING = { groups: 'optional', roles: true } as const;

function lookingOnly(retryBudget: number): RunOptions {
  return { dryRun: true, yes: false, detailedExitcode: false, concurrency: 1, retryBudget, wait: 0 };
}

async function explain(context: Context, email: string, wishes: Wishes, ready: Ready): Promise<Explanation> {
  const { actual } = ready;
  const now = context.outside.now();
  const found = findPerson(email, wishes.people, actual.members, ready.memory.removed);
  if (found === null) throw unknownPerson(email, wishes, actual);

  const real = plannerFor(wishes, ready, now)(actual);
  const open = plannerFor({ ...wishes, settings: everythingOn(wishes.settings, actual) }, ready, now)(actual);
  const [finding, ...others] = findingsFor(found, { real, open }, wishes.settings);
  const history = await touchedBefore(context.folders.state, actual.team.id, found);
  const addresses = addressesOf(found);
  const hold = ready.holds.find((one) => addresses.includes(one.email.toLowerCase()));
  const profile = profileFlag(context);
  return {
    email,
    roster: found.person === null ? null : rowOf(found.person, wishes.origin.source),
    member: found.member === null ? null : accountOf(found.member, actual.groups),
    decision: { ...decisionOf(finding), also: others.map(decisionOf) },
    impact: impactOfRemoval(found, wishes, actual, now),
    protections: protectionsOf(found, actual, wishes.settings.safety),
    hold: hold === undefined ? null : { until: hold.until, why: hold.why },
    history,
    next: nextFor(finding, {
      found,
      refusals: real.refusals,
      history,
      settings: wishes.settings,
      reminded: ready.memory.reminded,
      now,
      profile,
    }),
  };
}

function decisionOf({ action, wanted, group, code, explanation }: Finding): Omit<Decision, 'also'> {
  return { action, wanted, group, code, explanation };
}

/** Slips of so many letters are still taken for the same address. */
const NEAR = 3;

function unknownPerson(
  email: string,
  { people, origin }: Wishes,
  { members, team }: Actual,
): InvalidInputError {
  const known = [...people, ...members].map((one) => one.email);
  const nearest = known.length === 0 ? null : closest(email, known);
  const meant = nearest !== null && distance(email, nearest) <= NEAR ? ` Did you mean ${nearest}?` : '';
  const roster = origin.source === '-' ? 'the roster on standard input' : origin.source;
  return new InvalidInputError(
    'unknown_person',
    `${email} is neither in ${roster} nor on the team ${team.name}.${meant}`,
    { hint: 'Give the address that the roster or Dropbox has.', details: { email } },
  );
}
