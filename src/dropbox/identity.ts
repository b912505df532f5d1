import { Dropbox } from 'dropbox';
import type { Session } from '../auth/session.ts';
import { EXIT, ForbiddenError, RequestRefusedError, TeamsyncError } from '../errors.ts';
import type { Actual } from '../team.ts';
import { authorizedFetch } from './authorized.ts';
import { call } from './call.ts';
import type { Transport } from './transport.ts';
import { authenticatedAdmin, teamInfo, teamName } from './wire.ts';

const GET_INFO = 'team/get_info';
const GET_ADMIN = 'team/token/get_authenticated_admin';

/** What Dropbox counts of a team. */
export interface Counted {
  id: string;
  name: string;
  licensed: number;
  /** Active, invited and, by the help centre, suspended members. */
  provisioned: number;
  usedLicences: number;
}

/** Which team a token opens, and who authorized it. */
export interface Identity {
  team: { id: string; name: string };
  admin: Actual['admin'];
}

/** Asks, in two calls side by side, which team a session opens; throws when it opens none. */
export async function readIdentity(session: Session, transport: Transport): Promise<Identity> {
  const client = new Dropbox({ fetch: authorizedFetch(transport, session) });
  try {
    const [team, admin] = await Promise.all([
      call(GET_INFO, teamName, () => client.teamGetInfo()),
      readAdmin(client),
    ]);
    return { team: { id: team.team_id, name: team.name }, admin };
  } catch (error) {
    throw error instanceof RequestRefusedError ? refusedReading(error) : error;
  }
}

/** The name of the team and its seats. */
export async function readInfo(client: Dropbox): Promise<Counted> {
  const info = await call(GET_INFO, teamInfo, () => client.teamGetInfo());
  return {
    id: info.team_id,
    name: info.name,
    licensed: info.num_licensed_users,
    provisioned: info.num_provisioned_users,
    usedLicences: info.num_used_licenses ?? 0,
  };
}

/** Who authorized the token, or `null` where Dropbox has no record of it. */
export async function readAdmin(client: Dropbox): Promise<Actual['admin']> {
  try {
    const { admin_profile: profile } = await call(GET_ADMIN, authenticatedAdmin, () =>
      client.teamTokenGetAuthenticatedAdmin(),
    );
    return { memberId: profile.team_member_id, email: profile.email.toLowerCase() };
  } catch (error) {
    if (!(error instanceof RequestRefusedError)) throw error;
    if (error.code === 'mapping_not_found') return null;
    throw new ForbiddenError(
      error.code,
      error.code === 'admin_not_active'
        ? 'The admin who authorized this token is no longer an active admin of the team.'
        : `Dropbox does not say who authorized this token: ${error.message}`,
      {
        hint: 'Authorize again as an active admin of the team: teamsync auth dropbox',
        details: error.details,
        cause: error,
      },
    );
  }
}

/** A refusal to read is no refusal of one person's change. */
export function refusedReading(error: RequestRefusedError): TeamsyncError {
  return new TeamsyncError(EXIT.unexpected, error.code, `The team could not be read: ${error.message}`, {
    hint: 'Report this with the request id.',
    details: error.details,
    cause: error,
  });
}
