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
  const found = new Map<string, Alike>();
  for (const { subject, change } of leavers) {
    const { member } = subject;
    if (member === null || decided.has(change.email)) continue;
    const key = likeness(member.email, member.givenName, member.surname);
    if (key === null) continue;
    const leaver = { change, address: member.email };
    const alike = found.get(key);
    if (alike === undefined)
      found.set(key, { leavers: [leaver], from: leaver.address, joiners: [], to: null });
    else {
      alike.leavers.push(leaver);
      alike.from = leaver.address;
    }
  }
  for (const { subject, change } of joiners) {
    const { person } = subject;
    if (person === null || decided.has(change.email)) continue;
    const key = likeness(person.email, person.givenName ?? '', person.surname ?? '');
    const alike = key === null ? undefined : found.get(key);
    if (alike === undefined) continue;
    alike.joiners.push({ change, person });
    alike.to = person;
  }
  return messagesFor(found.values());
}

/** Everybody who shares names and the part of the address before the `@`. */
interface Alike {
  leavers: { change: Change; address: string }[];
  /** The address of the last leaver. */
  from: string;
  joiners: { change: Change; person: Person }[];
  /** The last joiner. */
  to: Person | null;
}

/** Where many look alike, each is told of the last one of the other side: all pairs of a large team are too many. */
function messagesFor(found: Iterable<Alike>): Map<Change, string> {
  const messages = new Map<Change, string>();
  for (const { leavers, from, joiners, to } of found) {
    if (to === null) continue;
    for (const { change, person } of joiners) messages.set(change, sentences(person, from));
    for (const { change, address } of leavers) messages.set(change, sentences(to, address));
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
