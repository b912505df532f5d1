import type { Change } from '../plan/change.ts';
import { clean } from './clean.ts';

/** What is said of a field before its values; nothing where they speak for themselves. */
const FIELD_WORDS = {
  status: '',
  email: 'e-mail ',
  givenName: 'given name ',
  surname: 'surname ',
  externalId: 'external id ',
  role: '',
} as const;

/** From what to what a change leads, each part safe for a terminal. */
export function transitions(change: Change): string[] {
  switch (change.action) {
    case 'group_add':
      return [`→ ${clean(change.after.group)}`];
    case 'group_remove':
      return [`out of ${clean(change.before.group)}`];
    case 'deprovision': {
      const { removeOn, transferTo } = change.options;
      const later = removeOn === undefined ? '' : `, removed on ${removeOn}`;
      return [...fieldsOf(change).map((text) => text + later), ...filesTo(transferTo)];
    }
    case 'transfer':
      return filesTo(change.options.transferTo);
    default:
      return fieldsOf(change);
  }
}

function fieldsOf({ before, after }: Change): string[] {
  const fields = Object.keys(FIELD_WORDS) as (keyof typeof FIELD_WORDS)[];
  return fields.flatMap((field) => {
    const to = after?.[field];
    const from = before?.[field];
    if (to === undefined || to === from) return [];
    return [`${FIELD_WORDS[field]}${shown(from ?? 'no account')} → ${shown(to)}`];
  });
}

function filesTo(recipient: string | undefined): string[] {
  return recipient === undefined ? [] : [`files → ${clean(recipient)}; cannot be undone`];
}

function shown(value: string): string {
  return value === '' ? '(none)' : clean(value);
}
