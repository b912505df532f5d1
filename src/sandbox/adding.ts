import { recordApplied } from './applied.ts';
import type { FaultEffect } from './fault-effects.ts';
import { invitedMember } from './lifecycle.ts';
import { wireMemberInfo } from './profile.ts';
import { roleById } from './roles.ts';
import { ADD_ROUTE } from './route-paths.ts';
import type { AddItem, AddWork, NewMember } from './job-schema.ts';
import { holdsSeat, type Team } from './live-team.ts';

/** A tag that no specification has. */
const STRANGE_TAG = 'something_new';

/** Why somebody cannot be added, in the order in which it is looked at; `undefined` when they can. */
function refusal(team: Team, person: NewMember, seatsLeft: number): string | undefined {
  if (person.persistentId !== null) return 'persistent_id_disabled';
  if (team.state.team.onOtherTeams.includes(person.email)) return 'user_on_another_team';
  if (team.addressHolder(person.email) !== undefined) return 'user_already_on_team';
  if (person.externalId !== null && team.externalIdHolder(person.externalId) !== undefined) {
    return 'duplicate_external_member_id';
  }
  if (person.roles.some((id) => roleById(id) === undefined)) return 'user_creation_failed';
  return seatsLeft > 0 ? undefined : 'team_license_limit';
}

/** Invites people one after the other, each judged alone; mails whom the caller wants to be mailed. */
export function addPeople(team: Team, { people, forced }: AddWork): AddItem[] {
  const { counters } = team.state;
  let seatsLeft = team.state.team.licences - team.seatsUsed();
  return people.map((person): AddItem => {
    const reason = forced?.email === person.email ? forced.tag : refusal(team, person, seatsLeft);
    if (reason !== undefined) return { tag: 'refused', reason, email: person.email };
    const member = {
      ...invitedMember(person.email, team.timestamp()),
      externalId: person.externalId,
      givenName: person.givenName,
      surname: person.surname,
      directoryRestricted: person.directoryRestricted,
      roles: person.roles.flatMap((id) => roleById(id) ?? []),
    };
    team.members.add(member);
    if (holdsSeat(member)) seatsLeft -= 1;
    counters.adds += 1;
    recordApplied(team, ADD_ROUTE, member.email);
    if (person.sendWelcomeEmail) counters.mailsSent.push(member.email);
    return { tag: 'success', memberId: member.memberId };
  });
}

/** `MemberAddV2Result`: the new member, or a tag with the address under its name. */
function wireAddItem(team: Team, item: AddItem): object {
  if (item.tag === 'refused') return { '.tag': item.reason, [item.reason]: item.email };
  const member = team.members.find({ by: 'team_member_id', value: item.memberId });
  if (member === undefined) throw new Error(`the team has lost its new member ${item.memberId}`);
  return { '.tag': 'success', ...wireMemberInfo(team, member) };
}

/** What became of each person, as an answer tells it; a fault can spoil what it tells of the last one. */
export function wireAddItems(team: Team, items: readonly AddItem[], effect: FaultEffect | null): object[] {
  const wired = items.map((item) => wireAddItem(team, item));
  if (effect?.kind === 'partial') return wired.slice(0, -1);
  if (effect?.kind === 'strange' && wired.length > 0) return [...wired.slice(0, -1), { '.tag': STRANGE_TAG }];
  return wired;
}
