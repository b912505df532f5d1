import { RECOVERY_WINDOW_MS, wireTime } from './clock.ts';
import { GroupIndex } from './groups.ts';
import { MemberIndex } from './members.ts';
import type { ReadLag, Sight } from './read-lag.ts';
import type { SandboxMember, TeamState } from './state.ts';

/** The team in memory: its state, indexed, with a clock that tests can move. */
export class Team {
  readonly state: TeamState;
  readonly members: MemberIndex;
  readonly groups: GroupIndex;
  readonly #lag: ReadLag;
  readonly #now: () => Date;

  constructor(state: TeamState, now: () => Date, lag: ReadLag) {
    this.state = state;
    this.#lag = lag;
    this.members = new MemberIndex(state.members);
    this.groups = new GroupIndex(state.groups);
    this.#now = now;
  }

  /** Begins one reading of the members and their groups, which may not see the last changes yet. */
  reading(): Sight {
    return this.#lag.read(this);
  }

  /** Hides what this work changes from the next so many readings. */
  lagging<T>(readings: number, work: () => T): T {
    return this.#lag.hide(readings, this, work);
  }

  /** What time it is for this team. */
  now(): Date {
    return new Date(this.#now().getTime() + this.state.clockOffsetMs);
  }

  /** Moves the team's clock to this moment. */
  setNow(moment: Date): void {
    this.state.clockOffsetMs = moment.getTime() - this.#now().getTime();
  }

  timestamp(): string {
    return wireTime(this.now());
  }

  isRecoverable(member: SandboxMember): boolean {
    if (member.removal === null || member.removal.forfeited) return false;
    return this.now().getTime() < Date.parse(member.removal.removedOn) + RECOVERY_WINDOW_MS;
  }

  /** True while the member's address and external id are taken. */
  holdsIdentity(member: SandboxMember): boolean {
    return member.status !== 'removed' || this.isRecoverable(member);
  }

  /** Whoever keeps this address (lower case) from being given to somebody else. */
  addressHolder(email: string): SandboxMember | undefined {
    const holder = this.members.byAnyEmail(email);
    return holder !== undefined && this.holdsIdentity(holder) ? holder : undefined;
  }

  /** Whoever keeps this external id from being given to somebody else. */
  externalIdHolder(externalId: string): SandboxMember | undefined {
    const holder = this.members.find({ by: 'external_id', value: externalId });
    return holder !== undefined && this.holdsIdentity(holder) ? holder : undefined;
  }

  /** Active, invited and suspended full members hold a licence each. */
  seatsUsed(): number {
    return this.members.all.filter(holdsSeat).length;
  }

  hasFreeSeat(): boolean {
    return this.seatsUsed() < this.state.team.licences;
  }

  /** True when the team would be left without an active team admin if this one were gone. */
  isLastAdmin(member: SandboxMember): boolean {
    if (!isActiveTeamAdmin(member)) return false;
    return !this.members.all.some((other) => other !== member && isActiveTeamAdmin(other));
  }
}

/** True when the member takes one of the team's licences. */
export function holdsSeat(member: SandboxMember): boolean {
  return member.status !== 'removed' && member.membership === 'full';
}

/** True for a full team admin who can act. */
export function isActiveTeamAdmin(member: SandboxMember): boolean {
  return member.status === 'active' && member.roles.includes('team_admin');
}
