import type { Plan } from '../../plan/types.ts';
import type { Decision } from '../../render/explain.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Found } from './find.ts';

/** What a plan says of one person, from the most to the least. */
export type Finding = Omit<Decision, 'also'> & {
  kind: 'change' | 'kept' | 'blocked' | 'unchanged' | 'disabled';
  /** From when on it is possible; `null` when no date is known. */
  until: string | null;
  /** Settings that would have to be turned on. */
  off: string[];
  /** Of a change: it takes a seat that is not free yet. */
  waits: boolean;
};

/** The settings with every action turned on. */
export function everythingOn(settings: Settings): Settings {
  const { provision, suspend, deprovision, update } = settings;
  return {
    ...settings,
    provision: { ...provision, enabled: true },
    suspend: { ...suspend, enabled: true },
    deprovision: { ...deprovision, enabled: true },
    update: { ...update, enabled: true },
  };
}

/** Everything that is decided about somebody: by the plan, and by the one that there would be if every action were on. */
export function findingsFor(
  found: Found,
  plans: { real: Plan; open: Plan },
  settings: Settings,
): [Finding, ...Finding[]] {
  const email = found.person?.email ?? found.member?.email ?? '';
  const real = inPlan(plans.real, email);
  const said = new Set(real.map(({ wanted }) => wanted));
  const disabled = inPlan(plans.open, email)
    .filter(({ kind, wanted }) => kind !== 'unchanged' && !said.has(wanted))
    .map((finding) => asDisabled(finding, settings));
  const [first, ...rest] = [...real, ...disabled];
  return first === undefined ? [OFF_TEAM] : [first, ...rest];
}

const NOTHING = { action: null, wanted: null, until: null, off: [], waits: false };

const OFF_TEAM: Finding = {
  ...NOTHING,
  kind: 'unchanged',
  code: 'already_off_team',
  explanation: 'Not in the roster, and off the team already.',
};

function inPlan({ changes, kept, blocked, unchanged }: Plan, email: string): Finding[] {
  const theirs = <T extends { email: string }>(items: readonly T[]): T[] =>
    items.filter((item) => item.email === email);
  const planned = theirs(changes).map(({ action, reason, explanation, options }): Finding => ({
    ...NOTHING,
    kind: 'change',
    action,
    wanted: action,
    code: reason,
    explanation,
    waits: 'waitsForSeat' in options,
  }));
  const withheld = (kind: 'kept' | 'blocked', items: Plan['kept'] | Plan['blocked']): Finding[] =>
    theirs<Plan['blocked'][number] | Plan['kept'][number]>(items).map(({ action, code, message, until }) => ({
      ...NOTHING,
      kind,
      wanted: action,
      code,
      explanation: message,
      until,
    }));
  return [
    // A profile is the least of what can happen to somebody.
    ...planned.filter(({ action }) => action !== 'update'),
    ...planned.filter(({ action }) => action === 'update'),
    ...withheld('kept', kept),
    ...withheld('blocked', blocked),
    ...theirs(unchanged).map(({ code, message }): Finding => ({
      ...NOTHING,
      kind: 'unchanged',
      code,
      explanation: message,
    })),
  ];
}

function asDisabled(finding: Finding, settings: Settings): Finding {
  const off = neededFor(finding).filter((section) => !settings[section].enabled);
  const names = off.map((section) => `${section}.enabled`);
  const would =
    finding.kind === 'change' ? 'Turned on, this would be done' : 'Turned on, it would not be done either';
  const is = names.length === 1 ? 'is' : 'are';
  return {
    ...NOTHING,
    kind: 'disabled',
    code: 'disabled',
    wanted: finding.wanted,
    explanation: `Nothing is done, because ${names.join(' and ')} ${is} off. ${would}: ${finding.explanation}`,
    off: finding.kind === 'change' ? names : [],
  };
}

type Switch = 'provision' | 'suspend' | 'deprovision' | 'update';

function neededFor({ wanted, code }: Finding): Switch[] {
  switch (wanted) {
    case 'provision':
    case 'recover':
      return ['provision'];
    case 'update':
      return ['update'];
    case 'suspend':
    case 'unsuspend':
      return ['suspend'];
    default:
      // Withdrawing the invitation of a suspended person takes both.
      return code === 'suspended_in_roster' ? ['suspend', 'deprovision'] : ['deprovision'];
  }
}
