import type { Member } from '../../src/team.ts';

/** Dropbox keeps ids, addresses and external ids unique, those of recoverable accounts included. */
export function refuseImpossible(members: readonly Member[]): void {
  const holding = members.filter(({ status, recoverable }) => status !== 'removed' || recoverable);
  const addresses = holding.flatMap(({ email, secondaryEmails }) => [email, ...secondaryEmails]);
  const externalIds = holding.flatMap(({ externalId }) => externalId ?? []);
  refuseTwice(members.map(({ id }) => id));
  refuseTwice(addresses);
  refuseTwice(externalIds);
}

function refuseTwice(values: readonly string[]): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) throw new Error(`An impossible team: two members have ${value}.`);
    seen.add(value);
  }
}
