import type { Change } from '../plan/change.ts';
import { clean } from './clean.ts';

/** The Dropbox group that an action on groups is about, as it stands behind that action: ` to Engineering`; else nothing. */
export function aboutGroup(action: string, group: string | null | undefined): string {
  if (group === null || group === undefined) return '';
  return ` ${action === 'group_remove' ? 'from' : 'to'} ${clean(group)}`;
}

/** The group of a change of which no more than this was written down. */
export function groupIn({ id, action, email }: { id: string; action: string; email: string }): string | null {
  const start = `${action}:${email}:`;
  return id.startsWith(start) ? id.slice(start.length) : null;
}

/** The name of the Dropbox group that a change is about; `null` for every other change. */
export function groupOf({ action, before, after }: Change): string | null {
  if (action === 'group_add') return after.group;
  return action === 'group_remove' ? before.group : null;
}
