import type { Warning } from '../errors.ts';
import type { Person } from '../team.ts';
import { warningOf } from './logins.ts';
import { quoted } from './problem.ts';

/** What comes before the `@` of addresses that belong to a desk and not to somebody. */
const ROLE_ADDRESSES = new Set([
  ...['abuse', 'accounting', 'accounts', 'admin', 'administrator', 'all', 'billing', 'contact', 'everyone'],
  ...['finance', 'hello', 'help', 'helpdesk', 'hostmaster', 'hr', 'info', 'it', 'jobs', 'legal', 'mail'],
  ...['marketing', 'no-reply', 'noreply', 'office', 'postmaster', 'reception', 'root', 'sales', 'security'],
  ...['service', 'shared', 'staff', 'support', 'team', 'test', 'webmaster'],
]);

/** Letters and digits that pass for others, each with what it passes for; longer ones come first. */
const PASS_FOR: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/[1i|]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
];

/** Only a roster with a domain of so many people has a domain that stands out. */
const USUAL_DOMAIN = 3;

interface Place {
  line: number;
  text: string;
}

/** Warnings about a roster that can be used and may not be what was meant. */
export function findOddities(people: readonly Person[]): Warning[] {
  return [
    ...warningOf('role_address', 'These addresses seem to belong to no single person', roleAddresses(people)),
    ...warningOf('look_alike_address', 'These addresses look alike', lookAlikes(people)),
    ...warningOf('same_name', 'These people have one name and several addresses', sameNames(people)),
    ...warningOf('lone_domain', 'These people are the only ones of their domain', loneDomains(people)),
  ];
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);
const localPartOf = (email: string): string => email.slice(0, email.lastIndexOf('@'));

function roleAddresses(people: readonly Person[]): Place[] {
  return people
    .filter(({ email }) => ROLE_ADDRESSES.has(localPartOf(email).replace(/\+.*$/, '')))
    .map(placeOf);
}

function lookAlikes(people: readonly Person[]): Place[] {
  return pairs(people, ({ email }) => PASS_FOR.reduce((text, [from, to]) => text.replace(from, to), email));
}

function sameNames(people: readonly Person[]): Place[] {
  return pairs(people, ({ givenName, surname }) =>
    givenName === null || surname === null ? null : `${givenName} ${surname}`.normalize('NFKC').toLowerCase(),
  );
}

/** People after the first of each key, each with the one before them. */
function pairs(people: readonly Person[], keyOf: (person: Person) => string | null): Place[] {
  const first = new Map<string, Person>();
  const places: Place[] = [];
  for (const person of people) {
    const key = keyOf(person);
    if (key === null) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, person);
    else {
      const text = `${quoted(person.email)} and line ${String(earlier.line)} ${quoted(earlier.email)}`;
      places.push({ line: person.line, text });
    }
  }
  return places;
}

function loneDomains(people: readonly Person[]): Place[] {
  const sizes = new Map<string, number>();
  for (const { email } of people) sizes.set(domainOf(email), (sizes.get(domainOf(email)) ?? 0) + 1);
  if (![...sizes.values()].some((size) => size >= USUAL_DOMAIN)) return [];
  return people.filter(({ email }) => sizes.get(domainOf(email)) === 1).map(placeOf);
}

function placeOf({ line, email }: Person): Place {
  return { line, text: quoted(email) };
}
