import { RequestRefusedError } from '../../src/errors.ts';
import type {
  AddOutcome,
  Group,
  JobStatus,
  Launch,
  Member,
  MemberRef,
  NewMember,
  ProfileChange,
  RemoveOptions,
  TeamReader,
  TeamWriter,
} from '../../src/team.ts';
import { idOf } from './changes.ts';
import type { Call } from './fake-calls.ts';
import { FakeReader } from './fake-reader.ts';
import { member } from './team-builder.ts';

export type { Call, Trick } from './fake-calls.ts';

/** A team in memory behind both ports; it keeps what was called and how much of that at the same time. */
export class FakeTeam extends FakeReader implements TeamReader, TeamWriter {
  /**
   * Members and addresses on whom a call took effect, each time that one did; for roles, groups, reminders and files with
   * the method before them, and the group behind it.
   */
  readonly effects: string[] = [];
  /** A call for a group that is refused for one person takes effect for those before. */
  refusesInPart = false;

  async addMembers(people: readonly NewMember[]): Promise<Launch<AddOutcome[]>> {
    const emails = people.map(({ email }) => email);
    const finish = (): AddOutcome[] => people.flatMap((one) => this.#add(one));
    const tricks = await this.begin('addMembers', emails, people, finish);
    return this.launch(tricks, finish);
  }

  async checkAddJob(jobId: string): Promise<JobStatus<AddOutcome[]>> {
    return this.check('checkAddJob', jobId);
  }

  async removeMember(memberId: string, options: RemoveOptions): Promise<Launch<null>> {
    const finish = (): null => this.#change(memberId, { status: 'removed', recoverable: true });
    return this.launch(await this.begin('removeMember', [memberId], options, finish), finish);
  }

  async checkRemoveJob(jobId: string): Promise<JobStatus<null>> {
    return this.check('checkRemoveJob', jobId);
  }

  suspendMember(memberId: string, options: { wipeData: boolean }): Promise<void> {
    return this.#single('suspendMember', memberId, options, { status: 'suspended' });
  }

  unsuspendMember(memberId: string): Promise<void> {
    return this.#single('unsuspendMember', memberId, null, { status: 'active' });
  }

  /** Accounts come back as they were: those that had been suspended before are suspended again. */
  recoverMember(memberId: string): Promise<void> {
    const suspended = this.members.get(memberId)?.suspendedOn != null;
    return this.#single('recoverMember', memberId, null, {
      status: suspended ? 'suspended' : 'active',
      recoverable: false,
    });
  }

  setProfile(memberId: string, profile: ProfileChange): Promise<void> {
    return this.#single('setProfile', memberId, profile, profile);
  }

  async setRole(ref: MemberRef, roleId: string | null): Promise<void> {
    const roles = roleId === null ? [] : [{ id: roleId, name: roleId }];
    const finish = (): void => {
      this.alter(this.#of(ref).id, { roles });
      this.effects.push(`setRole ${nameOf(ref)}`);
    };
    await this.begin('setRole', [nameOf(ref)], roleId, finish);
    finish();
  }

  async remindMember(memberId: string): Promise<void> {
    const finish = (): number => this.effects.push(`remindMember ${memberId}`);
    await this.begin('remindMember', [memberId], null, finish);
    finish();
  }

  async createGroup(name: string): Promise<Group> {
    const finish = (): Group => {
      if (this.groups.some((group) => group.name === name))
        throw new RequestRefusedError('group_name_already_used', 'There is such a group.');
      this.effects.push(`createGroup ${name}`);
      return this.found(name);
    };
    await this.begin('createGroup', [name], null, finish);
    return finish();
  }

  addToGroup(groupId: string, members: readonly MemberRef[]): Promise<void> {
    return this.#regroup('addToGroup', groupId, members, 'duplicate_user', (groups) =>
      groups.includes(groupId) ? null : [...groups, groupId],
    );
  }

  removeFromGroup(groupId: string, members: readonly MemberRef[]): Promise<void> {
    return this.#regroup('removeFromGroup', groupId, members, 'member_not_in_group', (groups) =>
      groups.includes(groupId) ? groups.filter((id) => id !== groupId) : null,
    );
  }

  async moveFiles(memberId: string, transfer: { destId: string; adminId: string }): Promise<Launch<null>> {
    const finish = (): null => {
      this.effects.push(`moveFiles ${memberId}`);
      return null;
    };
    return this.launch(await this.begin('moveFiles', [memberId], transfer, finish), finish);
  }

  async checkMoveJob(jobId: string): Promise<JobStatus<null>> {
    return this.check('checkMoveJob', jobId);
  }

  async #single(method: Call['method'], id: string, argument: unknown, fields: Partial<Member>) {
    await this.begin(method, [id], argument, () => this.#change(id, fields));
    this.#change(id, fields);
  }

  /** `next` answers with the groups that somebody has afterwards, or `null` for somebody who makes Dropbox refuse. */
  async #regroup(
    method: Call['method'],
    groupId: string,
    refs: readonly MemberRef[],
    code: string,
    next: (groups: string[]) => string[] | null,
  ): Promise<void> {
    const finish = (): void => {
      const sound = refs.map((ref) => ({ ref, groups: next(this.#of(ref).groups) }));
      const refused = sound.findIndex(({ groups }) => groups === null);
      const done = refused === -1 ? sound : sound.slice(0, this.refusesInPart ? refused : 0);
      for (const { ref, groups } of done) {
        this.effects.push(`${method} ${nameOf(ref)} ${groupId}`);
        this.alter(this.#of(ref).id, { groups: groups ?? [] });
      }
      if (refused !== -1) throw new RequestRefusedError(code, 'Somebody is wrong.');
    };
    await this.begin(method, [groupId, ...refs.map(nameOf)], null, finish);
    finish();
  }

  #of(ref: MemberRef): Member {
    const found = 'id' in ref ? this.members.get(ref.id) : this.member(ref.email);
    if (found === undefined || found.status === 'removed')
      throw new RequestRefusedError('members_not_in_team', 'Nobody has this id or address.');
    return found;
  }

  #add({ email, givenName, surname, externalId }: NewMember): AddOutcome[] {
    const trick = this.trickOf(email);
    const spoils = trick?.kind === 'refused' || trick?.kind === 'unreadable' || trick?.kind === 'unmentioned';
    const isOn = spoils && this.isOn(trick);
    const id = idOf(email);
    if (!isOn || trick.executed === true) {
      this.effects.push(email);
      const names = { givenName: givenName ?? '', surname: surname ?? '' };
      this.members.set(id, member({ email, id, externalId, ...names, status: 'invited' }));
    }
    if (!isOn) return [{ kind: 'added', email, memberId: id }];
    if (trick.kind === 'unmentioned') return [];
    if (trick.kind === 'refused') return [{ kind: 'refused', email, code: trick.code, message: 'Refused.' }];
    return [{ kind: 'unknown', email, code: 'no_item', message: 'Garbled.' }];
  }

  #change(id: string, fields: Partial<Member>): null {
    this.effects.push(id);
    this.alter(id, fields);
    return null;
  }
}

function nameOf(ref: MemberRef): string {
  return 'id' in ref ? ref.id : ref.email;
}
