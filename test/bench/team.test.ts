import { describe, expect, it } from 'vitest';
import { METHODS } from '../../bench/answers.ts';
import { someone } from '../../bench/people.ts';
import { createTeam, type BenchTeam } from '../../bench/team.ts';
import { memberPage, membersInfo, teamInfo } from '../../src/dropbox/wire.ts';

function ask(team: BenchTeam, path: string, argument: unknown): { status: number; value: unknown } {
  const answer = METHODS[path]?.run(team, argument);
  if (answer === undefined) throw new Error(`no method ${path}`);
  const { status, body } = answer;
  return { status, value: Buffer.isBuffer(body) ? JSON.parse(body.toString()) : body };
}

function listed(team: BenchTeam): Record<string, string> {
  const all: Record<string, string> = {};
  let { value } = ask(team, 'team/members/list_v2', { limit: 1000 });
  for (;;) {
    const page = memberPage().parse(value);
    for (const { profile } of page.members) all[profile.email] = profile.status['.tag'];
    if (!page.has_more) return all;
    value = ask(team, 'team/members/list/continue_v2', { cursor: page.cursor }).value;
  }
}

const email = (number: number): string => someone(number).email;
const whom = (number: number) => ({ user: { '.tag': 'email', email: email(number) } });

describe('the team that is measured against', () => {
  it.each([1, 999, 1000, 1001, 2500])('lists each of %i members once', (members) => {
    expect(Object.keys(listed(createTeam(members)))).toHaveLength(members);
  });

  it('counts and lists what was written to it', () => {
    const team = createTeam(1000);
    listed(team);
    const added = ask(team, 'team/members/add_v2', { new_members: [{ member_email: email(1000) }] });
    ask(team, 'team/members/suspend', whom(1));
    ask(team, 'team/members/remove', whom(2));
    expect(added.value).toMatchObject({ complete: [{ '.tag': 'success' }] });
    expect(teamInfo().parse(ask(team, 'team/get_info', null).value).num_provisioned_users).toBe(1000);
    const now = listed(team);
    expect([0, 1, 2, 1000].map((number) => now[email(number)])).toEqual([
      'active',
      'suspended',
      'removed',
      'invited',
    ]);
  });

  it('refuses what Dropbox refuses, so that nothing can be counted twice', () => {
    const team = createTeam(10);
    const twice = (path: string) => [1, 2].map(() => ask(team, path, whom(1)).status);
    expect(twice('team/members/suspend')).toEqual([200, 409]);
    expect(twice('team/members/remove')).toEqual([200, 409]);
    const again = ask(team, 'team/members/add_v2', { new_members: [{ member_email: email(5) }] });
    expect(again.value).toMatchObject({ complete: [{ '.tag': 'user_already_on_team' }] });
  });

  it('finds single members by address and by id, and removed ones not', () => {
    const team = createTeam(10);
    ask(team, 'team/members/remove', whom(3));
    const found = (members: object[]) =>
      membersInfo().parse(ask(team, 'team/members/get_info_v2', { members }).value).members_info;
    const [ann] = found([{ '.tag': 'email', email: email(4) }]);
    const id = { '.tag': 'team_member_id', team_member_id: ann?.profile.team_member_id };
    expect(found([id])).toEqual([ann]);
    expect(found([{ '.tag': 'email', email: email(3) }])).toEqual([null]);
  });
});
