import type { Limit, Settings } from '../settings/schema.ts';
import type { Refusal, RunLimits } from './types.ts';

/** A limit and where it comes from. */
export interface LimitInForce {
  limit: Limit;
  /** The setting or the option that says so. */
  name: string;
}

const WORDS = {
  deprovision: { run: 'deprovisions', key: 'maxDeprovisions', flag: '--max-deprovisions' },
  suspend: { run: 'suspensions', key: 'maxSuspensions', flag: '--max-suspensions' },
} as const;

/** How many people a limit allows: the number itself, or the percentage of the members now on the team, rounded up. */
function allowedPeople(limit: Limit, base: number): number {
  if (typeof limit === 'number') return limit;
  const percent = Number(limit.slice(0, -1));
  return Math.ceil((percent * base) / 100);
}

/** The limit for this run: the one given for it, else the setting. */
export function limitFor(
  action: Refusal['action'],
  run: RunLimits,
  settings: Settings['safety'],
): LimitInForce {
  const words = WORDS[action];
  const given = run[words.run];
  return given === undefined
    ? { limit: settings[words.key], name: `safety.${words.key}` }
    : { limit: given, name: words.flag };
}

/** The refusal for a plan that touches more people than a limit allows of `base` members; `null` when it does not. */
export function overLimit(
  action: Refusal['action'],
  count: number,
  { limit, name }: LimitInForce,
  base: number,
): Refusal | null {
  const allowed = allowedPeople(limit, base);
  if (count <= allowed) return null;
  const share = typeof limit === 'number' ? '' : ` (${limit} of ${String(base)} members)`;
  return {
    code: 'over_limit',
    action,
    count,
    allowed,
    base,
    message: `The plan would ${action} ${people(count)}, and ${name} allows ${String(allowed)}${share}.`,
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

function people(count: number): string {
  return count === 1 ? '1 person' : `${String(count)} people`;
}
