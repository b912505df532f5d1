import type { Actual, Extent, Group, Member, TeamReader, Whom } from '../../src/team.ts';
import { FakeCalls, type Trick } from './fake-calls.ts';

/** The reading half of a team in memory, and what somebody else does to that team. */
export class FakeReader extends FakeCalls implements TeamReader {
  /** Thrown by the next readings, one each. */
  readonly readErrors: Error[] = [];
  /** Thrown by the next looks at single people, one each. */
  readonly lookErrors: Error[] = [];
  /** Thrown by the next looks at the groups, one each. */
  readonly groupErrors: Error[] = [];
  /** So many looks still show everybody as they were at the start. */
  lag = 0;
  /** So many looks still show the groups that there were at the start. */
  groupLag = 0;
  listing: Partial<Actual['listing']> = {};
  protected readonly members: Map<string, Member>;
  protected readonly groups: Group[];
  readonly #start: Actual | null;

  constructor(tricks: Readonly<Record<string, Trick>> = {}, start: Actual | null = null) {
    super(tricks);
    this.#start = start;
    this.members = new Map((start?.members ?? []).map((one) => [one.id, one]));
    this.groups = [...(start?.groups ?? [])];
  }

  member(email: string): Member | undefined {
    return [...this.members.values()].find((one) => one.email === email);
  }

  /** What somebody else does to a member. */
  alter(id: string, fields: Partial<Member>): void {
    const before = this.members.get(id);
    if (before !== undefined) this.members.set(id, { ...before, ...fields });
  }

  /** What somebody else does to the groups. */
  found(name: string): Group {
    const group: Group = { id: groupIdOf(name), name, management: 'company' };
    this.groups.push(group);
    return group;
  }

  async readTeam(extent: Extent | null = null): Promise<Actual> {
    await this.enter('readTeam', [], extent);
    const error = this.readErrors.shift();
    if (error !== undefined) throw error;
    const members = [...this.members.values()];
    const living = members.filter(({ status }) => status !== 'removed').length;
    const licensed = this.#start?.team.licences.licensed ?? 100;
    const licences = { licensed, used: living, free: Math.max(0, licensed - living) };
    return {
      team: { id: 'dbtid:1', name: 'Acme', licences },
      admin: this.#start?.admin ?? null,
      members,
      groups: extent === null || extent.groups === 'none' ? null : [...this.groups],
      roles: extent?.roles === true ? (this.#start?.roles ?? []) : null,
      listing: { complete: true, listed: living, counted: living, ...this.listing },
    };
  }

  async listGroups(): Promise<Group[]> {
    await this.enter('listGroups', [], null);
    const error = this.groupErrors.shift();
    if (error !== undefined) throw error;
    this.groupLag -= 1;
    return this.groupLag >= 0 ? [...(this.#start?.groups ?? [])] : [...this.groups];
  }

  async lookUp({ ids = [], emails = [] }: Whom): Promise<Member[]> {
    await this.enter('lookUp', [...ids, ...emails], null);
    const error = this.lookErrors.shift();
    if (error !== undefined) throw error;
    this.lag -= 1;
    const members = this.lag >= 0 ? (this.#start?.members ?? []) : [...this.members.values()];
    return members.filter(({ id, email }) => ids.includes(id) || emails.includes(email));
  }
}

/** The id that the fake gives to a group of this name. */
export function groupIdOf(name: string): string {
  return `g:${name}`;
}
