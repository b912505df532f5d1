import type { Limit, Settings } from '../settings/schema.ts';
import type { RecentCounts, Refusal, RunLimits } from './types.ts';

/** A limit and where it comes from. */
export interface LimitInForce {
  limit: Limit;
  /** The setting or the option that says so. */
  name: string;
  /** People whom earlier runs touched and who count as well. */
  earlier: number;
}

const WORDS = {
  deprovision: { run: 'deprovisions', key: 'maxDeprovisions', flag: '--max-deprovisions' },
  suspend: { run: 'suspensions', key: 'maxSuspensions', flag: '--max-suspensions' },
} as const;

/** How many people a limit allows: the number itself, or the percentage of the members now on the team, rounded up. */
export function allowedPeople(limit: Limit, base: number): number {
  if (typeof limit === 'number') return limit;
  const percent = Number(limit.slice(0, -1));
  return Math.ceil((percent * base) / 100);
}

/** The limit for this run: the one given for it alone, else the setting, which counts the last 24 hours as well. */
export function limitFor(
  action: Refusal['action'],
  run: RunLimits,
  settings: Settings['safety'],
  recent: RecentCounts,
): LimitInForce {
  const words = WORDS[action];
  const given = run[words.run];
  return given === undefined
    ? { limit: settings[words.key], name: `safety.${words.key}`, earlier: recent[words.run] }
    : { limit: given, name: words.flag, earlier: 0 };
}

/** The refusal for a plan that touches more people than a limit allows of `base` members; `null` when it does not. */
export function overLimit(
  action: Refusal['action'],
  count: number,
  { limit, name, earlier }: LimitInForce,
  base: number,
): Refusal | null {
  const inAll = allowedPeople(limit, base);
  const allowed = Math.max(0, inAll - earlier);
  if (count <= allowed) return null;
  const share = typeof limit === 'number' ? '' : ` (${limit} of ${String(base)} members)`;
  const before = earlier === 0 ? '' : ` after ${people(earlier)} in the last 24 hours`;
  return {
    code: 'over_limit',
    action,
    count,
    allowed,
    earlier,
    base,
    message: `The plan would ${action} ${people(count)}${before}, and ${name} allows ${String(inAll)}${share}.`,
    hint: `Check the roster first. To let exactly this plan pass, run it once with ${letPass(action, count)}.`,
  };
}

/** The sentences for somebody who is kept because the first ones take up the limit. */
export function heldBack({ message, action, count }: Refusal): string {
  return `${message} The rest waits for a later run, or for ${letPass(action, count)}.`;
}

function letPass(action: Refusal['action'], count: number): string {
  return `${WORDS[action].flag} ${String(count)}`;
}

/** `1 person`, `2 people`. */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${String(count)} people`;
}
