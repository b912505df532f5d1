import type { Warning } from '../errors.ts';
import type { Actual, Group, Member } from '../team.ts';
import { readExternalId, readName, readPlain } from './fields.ts';
import { warningOf } from './logins.ts';
import { Fault, quoted } from './problem.ts';

/** Somebody of the live team as a roster names them; `null` where it says nothing. */
export interface LivePerson {
  email: string;
  givenName: string | null;
  surname: string | null;
  externalId: string | null;
  status: 'active' | 'suspended';
  /** `null` where groups were not read. */
  groups: string[] | null;
  role: string | null;
}

/** What a roster of the live team is, and what of the team it cannot say. */
export interface LiveRoster {
  people: LivePerson[];
  warnings: Warning[];
}

const PLAIN_MEMBER = 'member';

interface Left {
  line: number;
  text: string;
}

/** The roster that plans to nothing on this team: everybody on it, invited people as active ones. */
export function rosterOf({ members, groups }: Actual): LiveRoster {
  const left: Left[] = [];
  const names = groups === null ? null : namesOf(groups);
  const living = members
    .filter(({ status }) => status !== 'removed')
    .sort((a, b) => (a.email < b.email ? -1 : 1));
  const people = living.map((member, index) => {
    const said = <T>(value: T | Fault, what: string): T | null => {
      if (!(value instanceof Fault)) return value;
      left.push({ line: index + 2, text: `${what} of ${quoted(member.email)}` });
      return null;
    };
    return personOf(member, names, said);
  });
  return { people, warnings: warningsFor(left, groups === null) };
}

type Say = <T>(value: T | Fault, what: string) => T | null;

function personOf(member: Member, names: ReadonlyMap<string, string> | null, said: Say): LivePerson {
  const { email, givenName, surname, externalId, status, groups, roles } = member;
  const [role, second] = roles;
  return {
    email,
    givenName: givenName === '' ? null : said(readName(givenName), 'the first name'),
    surname: surname === '' ? null : said(readName(surname), 'the last name'),
    externalId: externalId === null ? null : said(readExternalId(externalId), 'the external id'),
    status: status === 'suspended' ? 'suspended' : 'active',
    groups: names === null ? null : groupsOf(groups, names, said),
    // A roster gives everybody one role, so of somebody with several it says nothing.
    role: second === undefined ? said(readPlain(role?.name ?? PLAIN_MEMBER), 'the role') : null,
  };
}

function groupsOf(ids: readonly string[], names: ReadonlyMap<string, string>, said: Say): string[] {
  return ids
    .flatMap((id) => names.get(id) ?? [])
    .flatMap((name) => said(readPlain(name), 'a group') ?? [])
    .sort();
}

/** Names of the groups that people choose to be in; that of everybody is Dropbox's own. */
function namesOf(groups: readonly Group[]): Map<string, string> {
  return new Map(
    groups.filter(({ management }) => management !== 'system').map(({ id, name }) => [id, name]),
  );
}

function warningsFor(left: readonly Left[], withoutGroups: boolean): Warning[] {
  const message = 'This is left out, because a roster cannot have it';
  const unread = 'The groups are left out, because this authorization may not read them.';
  return [
    ...warningOf('left_out', message, left),
    ...(withoutGroups ? [{ code: 'groups_not_read', message: unread }] : []),
  ];
}
