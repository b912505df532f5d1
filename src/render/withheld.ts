import type { Blocked, DisabledCounts, Kept } from '../plan/types.ts';
import { aboutGroup } from './about-group.ts';
import { clean } from './clean.ts';
import { count, wrap } from './layout.ts';
import { DETAIL_INDENT, headed, type Style } from './sections.ts';

/** People for whom something is held back, each with the code, the date where one is known, and the sentence. */
export function withheldLines(
  title: string,
  symbol: string,
  items: readonly (Kept | Blocked)[],
  { paint, width }: Style,
): string[] {
  if (items.length === 0) return [];
  const lines = ['', paint.bold(`${title} ${String(items.length)}`)];
  for (const { action, email, group, code, message, until } of items) {
    const when = until === null ? '' : `  from ${until}`;
    const what = `no ${action}${aboutGroup(action, group)}: ${code}${when}`;
    lines.push(...headed(`${symbol} ${clean(email)}`, [what], paint.bold, width));
    lines.push(...wrap(clean(message), width, DETAIL_INDENT).map((line) => paint.dim(line)));
  }
  return lines;
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
