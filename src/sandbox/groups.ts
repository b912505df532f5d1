import type { Access, SandboxGroup } from './group-schema.ts';

/** How a call names a group. */
export interface GroupSelector {
  by: 'group_id' | 'group_external_id';
  value: string;
}

function isNamed(group: SandboxGroup, { by, value }: GroupSelector): boolean {
  return (by === 'group_id' ? group.groupId : group.externalId) === value;
}

/** All groups that the team ever had, the one of everybody left out, with who is in them. */
export class GroupIndex {
  readonly #list: SandboxGroup[];
  #ofMembers: Map<string, SandboxGroup[]> | null = null;

  /** Works on the list in place: what is added here is added to it. */
  constructor(list: SandboxGroup[]) {
    this.#list = list;
  }

  /** In the order in which they were made, deleted ones included. */
  get all(): readonly SandboxGroup[] {
    return this.#list;
  }

  /** The group of this name, letter for letter. */
  named(name: string): SandboxGroup | undefined {
    return this.#list.find((group) => !group.deleted && group.name === name);
  }

  find(selector: GroupSelector): SandboxGroup | undefined {
    return this.#list.find((group) => !group.deleted && isNamed(group, selector));
  }

  /** True when a group that is so named was deleted, and none is so named now. */
  wasDeleted(selector: GroupSelector): boolean {
    return this.find(selector) === undefined && this.#list.some((group) => isNamed(group, selector));
  }

  add(group: SandboxGroup): void {
    this.#list.push(group);
    this.#ofMembers = null;
  }

  /** Deletes a group; who was in it is in it no more. */
  delete(group: SandboxGroup): void {
    group.deleted = true;
    group.members = [];
    this.#ofMembers = null;
  }

  /** The groups that a member is in. */
  of(memberId: string): readonly SandboxGroup[] {
    this.#ofMembers ??= byMember(this.#list);
    return this.#ofMembers.get(memberId) ?? [];
  }

  /** True when the member is in the group. */
  has(group: SandboxGroup, memberId: string): boolean {
    return group.members.some((member) => member.memberId === memberId);
  }

  join(group: SandboxGroup, memberId: string, access: Access): void {
    group.members.push({ memberId, access });
    this.#ofMembers = null;
  }

  leave(group: SandboxGroup, memberId: string): void {
    group.members = group.members.filter((member) => member.memberId !== memberId);
    this.#ofMembers = null;
  }
}

function byMember(groups: readonly SandboxGroup[]): Map<string, SandboxGroup[]> {
  const found = new Map<string, SandboxGroup[]>();
  for (const group of groups) {
    for (const { memberId } of group.members) {
      const known = found.get(memberId);
      if (known === undefined) found.set(memberId, [group]);
      else known.push(group);
    }
  }
  return found;
}
