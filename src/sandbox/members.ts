import type { SandboxMember } from './state.ts';

/** How a call names a member. */
export interface Selector {
  by: 'team_member_id' | 'external_id' | 'email';
  value: string;
}

/** All members that the team ever had, found by id, address or external id without searching. */
export class MemberIndex {
  readonly #list: SandboxMember[];
  readonly #byId = new Map<string, SandboxMember>();
  readonly #byEmail = new Map<string, SandboxMember>();
  readonly #bySecondary = new Map<string, SandboxMember>();
  readonly #byExternalId = new Map<string, SandboxMember>();

  /** Indexes the list in place: what is added here is added to it. */
  constructor(list: SandboxMember[]) {
    this.#list = list;
    for (const member of list) this.#index(member);
  }

  /** In the order in which they joined. */
  get all(): readonly SandboxMember[] {
    return this.#list;
  }

  add(member: SandboxMember): void {
    this.#list.push(member);
    this.#index(member);
  }

  find(selector: Selector): SandboxMember | undefined {
    switch (selector.by) {
      case 'team_member_id':
        return this.#byId.get(selector.value);
      case 'external_id':
        return this.#byExternalId.get(selector.value);
      case 'email':
        return this.#byEmail.get(selector.value.toLowerCase());
    }
  }

  /** Whoever has this address, first or secondary. */
  byAnyEmail(email: string): SandboxMember | undefined {
    return this.#byEmail.get(email) ?? this.#bySecondary.get(email);
  }

  changeEmail(member: SandboxMember, email: string): void {
    if (this.#byEmail.get(member.email) === member) this.#byEmail.delete(member.email);
    member.email = email;
    claim(this.#byEmail, email, member);
  }

  changeExternalId(member: SandboxMember, externalId: string | null): void {
    const before = member.externalId;
    if (before !== null && this.#byExternalId.get(before) === member) this.#byExternalId.delete(before);
    member.externalId = externalId;
    if (externalId !== null) claim(this.#byExternalId, externalId, member);
  }

  #index(member: SandboxMember): void {
    this.#byId.set(member.memberId, member);
    claim(this.#byEmail, member.email, member);
    for (const { email } of member.secondaryEmails) claim(this.#bySecondary, email, member);
    if (member.externalId !== null) claim(this.#byExternalId, member.externalId, member);
  }
}

/** A key belongs to whoever is on the team; among former members to the latest. */
function claim(map: Map<string, SandboxMember>, key: string, member: SandboxMember): void {
  const holder = map.get(key);
  if (holder === undefined || holder.status === 'removed') map.set(key, member);
}
