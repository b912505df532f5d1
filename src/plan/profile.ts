import type { Settings } from '../settings/schema.ts';
import type { Member, Person } from '../team.ts';
import type { Facts } from './change.ts';

export interface ProfileDifference {
  before: Facts;
  after: Facts;
  /** The fields in words, as a sentence lists them. */
  fields: string;
}

const WORDS = {
  email: 'e-mail',
  givenName: 'given name',
  surname: 'surname',
  externalId: 'external id',
} as const;

/**
 * The fields in which the member differs from the roster, limited to `update.fields`; `null` when there are none.
 * Fields that the roster leaves open are left alone, and so is the case of an e-mail address.
 */
export function profileDifference(
  person: Person,
  member: Member,
  fields: Settings['update']['fields'],
  keepEmail: boolean,
): ProfileDifference | null {
  const before: Facts = {};
  const after: Facts = {};
  const words: string[] = [];
  const compare = (field: keyof typeof WORDS, wanted: string | null, has: string): void => {
    if (wanted === null || wanted === has) return;
    before[field] = has;
    after[field] = wanted;
    words.push(WORDS[field]);
  };
  if (fields.includes('email') && !keepEmail) compare('email', person.email, member.email);
  if (fields.includes('name')) {
    compare('givenName', person.givenName, member.givenName);
    compare('surname', person.surname, member.surname);
  }
  if (fields.includes('externalId')) compare('externalId', person.externalId, member.externalId ?? '');
  return words.length === 0 ? null : { before, after, fields: words.join(', ') };
}
