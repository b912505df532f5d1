import type { Action, Change } from '../../plan/change.ts';
import type { Plan } from '../../plan/types.ts';
import { groupOf } from '../../render/about-group.ts';
import type { Settings } from '../../settings/schema.ts';
import { asDisabled } from './disabled.ts';
import type { Found } from './find.ts';
import { NOTHING, type Finding } from './finding.ts';

/** Everything that is decided about somebody: by the plan, and by the one that there would be if every action were on. */
export function findingsFor(
  found: Found,
  plans: { real: Plan; open: Plan },
  settings: Settings,
): [Finding, ...Finding[]] {
  const email = found.person?.email ?? found.member?.email ?? '';
  const real = inPlan(plans.real, email);
  const about = ({ wanted, group }: Finding): string => `${wanted ?? ''} ${group ?? ''}`;
  const said = new Set(real.map(about));
  const disabled = inPlan(plans.open, email)
    .filter((finding) => finding.kind !== 'unchanged' && !said.has(about(finding)))
    .map((finding) => asDisabled(finding, settings));
  const [first, ...rest] = [...real, ...disabled];
  return first === undefined ? [OFF_TEAM] : [first, ...rest];
}

const OFF_TEAM: Finding = {
  ...NOTHING,
  kind: 'unchanged',
  code: 'already_off_team',
  explanation: 'Not in the roster, and off the team already.',
};

function inPlan({ changes, kept, blocked, unchanged }: Plan, email: string): Finding[] {
  const theirs = <T extends { email: string }>(items: readonly T[]): T[] =>
    items.filter((item) => item.email === email);
  const planned = theirs(changes).map(asPlanned);
  const withheld = (kind: 'kept' | 'blocked', items: Plan['kept'] | Plan['blocked']): Finding[] =>
    theirs<Plan['blocked'][number] | Plan['kept'][number]>(items).map(
      ({ action, group, code, message, until }) => ({
        ...NOTHING,
        kind,
        wanted: action,
        group: group ?? null,
        code,
        explanation: message,
        until,
      }),
    );
  return [
    ...byWeight(planned),
    ...byWeight(withheld('kept', kept)),
    ...byWeight(withheld('blocked', blocked)),
    ...theirs(unchanged).map(({ code, message }): Finding => ({
      ...NOTHING,
      kind: 'unchanged',
      code,
      explanation: message,
    })),
  ];
}

function asPlanned(change: Change): Finding {
  const { action, reason, explanation, options } = change;
  return {
    ...NOTHING,
    kind: 'change',
    action,
    wanted: action,
    group: groupOf(change),
    code: reason,
    explanation,
    waits: 'waitsForSeat' in options,
    removeOn: ('removeOn' in options ? options.removeOn : undefined) ?? null,
  };
}

/** From the most to the least that can happen to somebody. */
const WEIGHTS: readonly (string | null)[] = [
  'deprovision',
  'suspend',
  'recover',
  'provision',
  'unsuspend',
  'transfer',
  'set_role',
  'group_add',
  'group_remove',
  'update',
  'invite',
] satisfies Action[];

function byWeight(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => WEIGHTS.indexOf(a.wanted) - WEIGHTS.indexOf(b.wanted));
}
