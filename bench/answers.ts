import { z } from 'zod';
import { numberInEmail } from './people.ts';
import type { BenchTeam } from './team.ts';
import { numberInId, wireMember } from './wire.ts';

/** What the server sends: bytes that were prepared, or something to be written as JSON. */
export interface Answer {
  status: number;
  body: Buffer | object | null;
}

interface Method {
  writes: boolean;
  run: (team: BenchTeam, argument: unknown) => Answer;
}

const selector = z.union([
  z.object({ '.tag': z.literal('team_member_id'), team_member_id: z.string() }),
  z.object({ '.tag': z.literal('email'), email: z.string() }),
]);
const user = z.object({ user: selector });

/** The methods of the API that a run uses, by their paths; what they answer is as small as Dropbox allows. */
export const METHODS: Readonly<Record<string, Method | undefined>> = {
  'team/get_info': reading((team) => team.info()),
  'team/token/get_authenticated_admin': reading((team) => team.admin()),
  'team/members/list_v2': reading((team, argument) => {
    const { limit } = z.object({ limit: z.int().min(1) }).parse(argument);
    return team.page(limit, 0);
  }),
  'team/members/list/continue_v2': reading((team, argument) => {
    const { cursor } = z.object({ cursor: z.string() }).parse(argument);
    const [size = 0, index = 0] = cursor.split('.').map(Number);
    return team.page(size, index);
  }),
  'team/members/get_info_v2': reading((team, argument) => {
    const { members } = z.object({ members: z.array(selector) }).parse(argument);
    return { members_info: members.map((whom) => info(team, whom)) };
  }),
  'team/members/add_v2': writing((team, argument) => {
    const { new_members: people } = z
      .object({ new_members: z.array(z.object({ member_email: z.string() })).max(20) })
      .parse(argument);
    return done({ '.tag': 'complete', complete: people.map(({ member_email: email }) => add(team, email)) });
  }),
  'team/members/suspend': writing((team, argument) => {
    const number = numberOf(user.parse(argument).user);
    if (team.standing(number) !== 'active') return refused('suspend_inactive_user');
    team.put(number, 'suspended');
    return done(null);
  }),
  'team/members/remove': writing((team, argument) => {
    const number = numberOf(user.parse(argument).user);
    if (['absent', 'removed'].includes(team.standing(number))) return refused('user_not_found');
    team.put(number, 'removed');
    return done({ '.tag': 'complete' });
  }),
};

function reading(run: (team: BenchTeam, argument: unknown) => Buffer | object): Method {
  return { writes: false, run: (team, argument) => done(run(team, argument)) };
}

function writing(run: Method['run']): Method {
  return { writes: true, run };
}

function done(body: Answer['body']): Answer {
  return { status: 200, body };
}

/** What Dropbox answers to somebody who writes too fast. */
export function throttled(seconds: number): Answer {
  const error = { reason: { '.tag': 'too_many_requests' }, retry_after: seconds };
  return { status: 429, body: { error_summary: 'too_many_requests/', error } };
}

function refused(tag: string): Answer {
  return { status: 409, body: { error_summary: `${tag}/`, error: { '.tag': tag } } };
}

function numberOf(whom: z.infer<typeof selector>): number {
  return whom['.tag'] === 'email' ? numberInEmail(whom.email) : numberInId(whom.team_member_id);
}

function info(team: BenchTeam, whom: z.infer<typeof selector>): object {
  const number = numberOf(whom);
  const standing = team.standing(number);
  if (standing !== 'absent' && standing !== 'removed')
    return { '.tag': 'member_info', ...wireMember(number, standing) };
  return { '.tag': 'id_not_found', id_not_found: 'email' in whom ? whom.email : whom.team_member_id };
}

function add(team: BenchTeam, email: string): object {
  const number = numberInEmail(email);
  if (team.standing(number) !== 'absent')
    return { '.tag': 'user_already_on_team', user_already_on_team: email };
  team.put(number, 'invited');
  return { '.tag': 'success', ...wireMember(number, 'invited') };
}
