import type { Member } from '../team.ts';

/** By which of its names a row found an account. */
export type MatchedBy = 'externalId' | 'email' | 'previousEmail' | 'secondaryEmail';

/** The rank of nobody. */
export const NOBODY = -1;

/** Who has which account, by places in roster and listing: in a team of a million, maps of objects take three times as long. */
export class Claims {
  readonly found: (Member | undefined)[];
  readonly #members: readonly Member[];
  readonly #owners: Int32Array;
  readonly #ways: (MatchedBy | null)[];

  constructor(people: number, members: readonly Member[]) {
    this.found = new Array<Member | undefined>(people).fill(undefined);
    this.#members = members;
    this.#owners = new Int32Array(members.length).fill(NOBODY);
    this.#ways = new Array<MatchedBy | null>(people).fill(null);
  }

  /** The rank of the person who has the account at a place of the listing, and of nobody where there is no such place. */
  ownerOf(place: number | undefined): number {
    const rank = place === undefined ? undefined : this.#owners[place];
    return rank ?? NOBODY;
  }

  /** How the account of a person was found. */
  wayOf(rank: number): MatchedBy | null {
    return this.#ways[rank] ?? null;
  }

  give(place: number, rank: number, by: MatchedBy): void {
    this.#owners[place] = rank;
    this.#ways[rank] = by;
    this.found[rank] = this.#members[place];
  }
}
