import type { AddOutcome, NewMember } from '../team.ts';
import { sentenceFor } from './tags.ts';
import { addSuccess, type AddItem } from './wire.ts';

/** The argument for one new person; Dropbox's defaults are never relied on. */
export function addArgument(person: NewMember): {
  member_email: string;
  member_given_name?: string;
  member_surname?: string;
  member_external_id?: string;
  send_welcome_email: boolean;
  is_directory_restricted: boolean;
} {
  return {
    member_email: person.email,
    ...(person.givenName === null ? {} : { member_given_name: person.givenName }),
    ...(person.surname === null ? {} : { member_surname: person.surname }),
    ...(person.externalId === null ? {} : { member_external_id: person.externalId }),
    send_welcome_email: person.sendWelcomeEmail,
    is_directory_restricted: person.directoryRestricted,
  };
}

/**
 * One outcome for each person asked for, in their order. An item is believed for the person whose address it carries,
 * wherever it stands (`null`: whoever the items name); somebody without an item, or with one that cannot be read, is unknown and never a success.
 */
export function addOutcomes(emails: readonly string[] | null, items: readonly AddItem[]): AddOutcome[] {
  const byEmail = new Map<string, AddOutcome>();
  for (const item of items) {
    const outcome = outcomeOf(item);
    if (outcome !== null && !byEmail.has(outcome.email)) byEmail.set(outcome.email, outcome);
  }
  return emails?.map((email) => byEmail.get(email) ?? unknown(email)) ?? [...byEmail.values()];
}

function outcomeOf(item: AddItem): AddOutcome | null {
  const tag = item['.tag'];
  if (tag === 'success') {
    const success = addSuccess().safeParse(item);
    if (!success.success) return null;
    const { email, team_member_id: memberId } = success.data.profile;
    return { kind: 'added', email: email.toLowerCase(), memberId };
  }
  const email = Object.hasOwn(item, tag) ? item[tag] : undefined;
  if (typeof email !== 'string') return null;
  return { kind: 'refused', email: email.toLowerCase(), code: tag, message: sentenceFor(tag) };
}

function unknown(email: string): AddOutcome {
  return {
    kind: 'unknown',
    email,
    code: 'no_item',
    message: 'Dropbox answered for the batch without a usable word on this person.',
  };
}
