import type { Person } from '../team.ts';
import type { Candidate } from './order.ts';
import type { Change, DeprovisionChange, ProvisionChange } from './change.ts';
import { row } from './words.ts';

/**
 * The sentence for each half of a pair that looks like one person with a new address: a leaver and a joiner who share
 * given name, surname and the part of the address before the `@`. Somebody named by an exact `--only` address was decided
 * by a person and is left out.
 */
export function findLookAlikes(
  leavers: readonly Candidate<DeprovisionChange>[],
  joiners: readonly Candidate<ProvisionChange>[],
  only: readonly string[],
): Map<Change, string> {
  const decided = new Set(only.map((text) => text.trim().toLowerCase()));
  const messages = new Map<Change, string>();
  const byLikeness = new Map<string, { change: Change; address: string }[]>();
  for (const { subject, change } of leavers) {
    const { member } = subject;
    if (member === null || decided.has(change.email)) continue;
    const key = likeness(member.email, member.givenName, member.surname);
    const alike = { change, address: member.email };
    if (key !== null) byLikeness.set(key, [...(byLikeness.get(key) ?? []), alike]);
  }
  for (const { subject, change } of joiners) {
    const { person } = subject;
    if (person === null || decided.has(change.email)) continue;
    const key = likeness(person.email, person.givenName ?? '', person.surname ?? '');
    const alike = key === null ? undefined : byLikeness.get(key);
    for (const leaver of alike ?? []) {
      const message = sentences(person, leaver.address);
      messages.set(change, message).set(leaver.change, message);
    }
  }
  return messages;
}

function likeness(email: string, givenName: string, surname: string): string | null {
  if (givenName === '' || surname === '') return null;
  const localPart = email.slice(0, email.lastIndexOf('@'));
  return [localPart, givenName, surname].map((text) => text.normalize('NFC').toLowerCase()).join('\n');
}

function sentences(joiner: Person, from: string): string {
  return (
    `${joiner.email} (${row(joiner)}) looks like ${from} with a new address, so neither is removed nor created. ` +
    `If it is one person, add previous_email=${from} to ${row(joiner)}; if they are two, run each with --only.`
  );
}
