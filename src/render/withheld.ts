import type { Blocked, DisabledCounts, Kept } from '../plan/types.ts';
import { aboutGroup } from './about-group.ts';
import { clean } from './clean.ts';
import { count, wrap } from './layout.ts';
import { DETAIL_INDENT, headed, type PlanStyle, type Style } from './sections.ts';

/** People for whom something is held back, each with the code, the date where one is known, and the sentence. */
export function* withheldLines(
  title: string,
  symbol: string,
  items: readonly (Kept | Blocked)[],
  style: PlanStyle,
): Generator<string> {
  const { paint, width, most } = style;
  if (items.length === 0) return;
  yield '';
  yield paint.bold(`${title} ${String(items.length)}`);
  for (const { action, email, group, code, message, until } of items.slice(0, most)) {
    const when = until === null ? '' : `  from ${until}`;
    const what = `no ${action}${aboutGroup(action, group)}: ${code}${when}`;
    yield* headed(`${symbol} ${clean(email)}`, [what], paint.bold, width);
    for (const line of wrap(clean(message), width, DETAIL_INDENT)) yield paint.dim(line);
  }
  yield* restOf(items.length, style);
}

/** How many people a section that is cut off does not name, and how to see them. */
export function restOf(people: number, { paint, width, most }: PlanStyle): string[] {
  if (people <= most) return [];
  const text = `… and ${String(people - most)} more; --full shows them all.`;
  return wrap(text, width, 2).map((line) => paint.bold(line));
}

/** The setting that turns on what a count is about. */
const ENABLED_BY: Readonly<Record<keyof DisabledCounts, string>> = {
  provision: 'provision.enabled',
  recover: 'provision.enabled',
  unsuspend: 'suspend.enabled',
  update: 'update.enabled',
  suspend: 'suspend.enabled',
  deprovision: 'deprovision.enabled',
  groups: 'groups.enabled',
  roles: 'roles.enabled',
};

/** How many people each action would have touched, and how it is turned on. */
export function disabledLines(disabled: DisabledCounts, { width, profile }: Style): string[] {
  const keys = Object.keys(ENABLED_BY) as (keyof DisabledCounts)[];
  const off = keys.filter((key) => disabled[key] > 0);
  if (off.length === 0) return [];
  return [
    '',
    'Not enabled',
    ...off.flatMap((key) => {
      const remedy = `teamsync settings set ${ENABLED_BY[key]}=true${profile}`;
      const people = count(disabled[key], 'person', 'people');
      return wrap(`${key} would touch ${people}: ${remedy}`, width, 2, DETAIL_INDENT);
    }),
  ];
}
