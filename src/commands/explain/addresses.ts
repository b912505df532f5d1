import type { Found } from './find.ts';

/** Every address that names somebody. */
export function addressesOf({ person, member }: Found): string[] {
  const ofRow = person === null ? [] : [person.email, person.previousEmail ?? person.email];
  return [...new Set([...ofRow, ...(member === null ? [] : [member.email, ...member.secondaryEmails])])];
}
