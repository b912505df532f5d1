import { someone } from './people.ts';

/** How somebody stands with the team. */
export type Standing = 'absent' | 'active' | 'invited' | 'suspended' | 'removed';

const ID_CHARACTERS = 35;
const JOINED = '2024-03-11T09:00:00Z';
const TEAM_ADMIN = {
  role_id: 'pid_dbtmr:2345',
  name: 'Team',
  description: 'Manages the team, its members, its content and its security settings.',
};

/** The id of the team. */
export const TEAM_ID = id('dbtid', 0);

/** The member id of the person with this number. */
function memberId(number: number): string {
  return id('dbmid', number);
}

/** The number in a member id. */
export function numberInId(text: string): number {
  return Number(text.slice('dbmid:'.length).replaceAll('x', ''));
}

/** `TeamMemberProfile` of the person with this number. */
export function wireProfile(number: number, standing: Standing): object {
  const { email, givenName, surname, externalId, group } = someone(number);
  return {
    team_member_id: memberId(number),
    external_id: externalId,
    account_id: id('dbid', number),
    email,
    email_verified: standing !== 'invited',
    secondary_emails: [],
    status: wireStatus(standing),
    name: {
      given_name: givenName,
      surname,
      familiar_name: givenName,
      display_name: `${givenName} ${surname}`,
      abbreviated_name: givenName.slice(0, 1) + surname.slice(0, 1),
    },
    membership_type: { '.tag': 'full' },
    ...(standing === 'invited' ? { invited_on: JOINED } : { joined_on: JOINED }),
    ...(standing === 'suspended' ? { suspended_on: JOINED } : {}),
    is_directory_restricted: false,
    groups: standing === 'removed' ? [] : [groupId('everyone'), groupId(group)],
    member_folder_id: String(1_000_000_000 + number),
    root_folder_id: '3235641',
  };
}

/** `TeamMemberInfoV2` of the person with this number; only the first one is an admin. */
export function wireMember(number: number, standing: Standing): object {
  const profile = wireProfile(number, standing);
  return number === 0 ? { profile, roles: [TEAM_ADMIN] } : { profile };
}

function wireStatus(standing: Standing): object {
  if (standing !== 'removed') return { '.tag': standing };
  return { '.tag': 'removed', is_recoverable: true, is_disconnected: false };
}

function id(kind: string, number: number): string {
  return `${kind}:${String(number).padStart(ID_CHARACTERS, 'x')}`;
}

function groupId(name: string): string {
  return `g:${Buffer.from(name).toString('hex').padStart(32, '0')}`;
}
