import { describe, expect, test } from 'vitest';
import { generateSeed } from '../../../src/sandbox/seed.ts';
import { smallSeed, startRig, matching } from '../helpers.ts';

describe('listing members', () => {
  test('those on the team come in the order of joining, without the removed', async () => {
    const { dbx } = await startRig();
    const { result } = await dbx.teamMembersListV2({});
    expect(result.has_more).toBe(false);
    expect(result.cursor).not.toBe('');
    const emails = result.members.map(({ profile }) => profile.email);
    expect(emails).toHaveLength(15);
    expect(emails.slice(0, 2)).toEqual(['olivia.brandt@example.com', 'henrik.dahl@example.com']);
    expect(emails).not.toContain('femi.adeyemi@example.com');
  });

  test('with include_removed the removed say whether they can be recovered', async () => {
    const { dbx } = await startRig();
    const { result } = await dbx.teamMembersListV2({ include_removed: true });
    const status = new Map(result.members.map(({ profile }) => [profile.email, profile.status]));
    expect(result.members).toHaveLength(17);
    expect(status.get('femi.adeyemi@example.com')).toEqual({
      '.tag': 'removed',
      is_recoverable: true,
      is_disconnected: false,
    });
    expect(status.get('marta.silva@example.com')).toMatchObject({ is_recoverable: false });
  });

  test('an invited member has all fields that an invited member has, and no others', async () => {
    const seed = smallSeed(5, [{ email: 'New@Example.com', status: 'invited', invitedDaysAgo: 3 }]);
    const { post, sandbox, dbx } = await startRig({ team: { seed } });
    const listed: unknown = JSON.parse((await post('team/members/list_v2', {})).text);
    const everyone = (await dbx.teamGroupsList({})).result.groups[0]?.group_id;
    expect(listed).toMatchObject({
      members: [
        {
          profile: { email: 'admin@example.com', joined_on: '2025-03-02T09:00:00Z' },
          roles: [{ role_id: matching(/^pid_dbtmr:/), name: 'Team' }],
        },
        {},
      ],
    });
    const { members } = (await dbx.teamMembersListV2({})).result;
    expect(members[1]).toEqual({
      profile: {
        team_member_id: sandbox.snapshot().members[1]?.memberId,
        account_id: matching(/^dbid:.{35}$/),
        email: 'new@example.com',
        email_verified: false,
        secondary_emails: [],
        status: { '.tag': 'invited' },
        name: { given_name: '', surname: '', familiar_name: '', display_name: '', abbreviated_name: '' },
        membership_type: { '.tag': 'full' },
        invited_on: '2026-02-27T09:00:00Z',
        groups: [everyone],
        member_folder_id: matching(/^\d+$/),
        root_folder_id: matching(/^\d+$/),
      },
    });
  });

  test('a suspended member has suspended_on and secondary addresses are told', async () => {
    const person = {
      email: 'a@example.com',
      status: 'suspended',
      suspendedDaysAgo: 1,
      secondaryEmails: ['b@example.com'],
    };
    const { dbx } = await startRig({ team: { seed: smallSeed(5, [person]) } });
    const [, info] = (await dbx.teamMembersListV2({})).result.members;
    expect(info?.profile).toMatchObject({
      suspended_on: '2026-03-01T09:00:00Z',
      secondary_emails: [{ email: 'b@example.com', is_verified: true }],
    });
  });

  test.each([
    [{ limit: 0 }, 'limit: 0 is not within range [1, 1000]'],
    [{ limit: 1001 }, 'limit: 1001 is not within range [1, 1000]'],
    [{ limit: 1.5 }, 'limit: expected integer, got float'],
    [{ limit: '5' }, 'limit: expected integer, got string'],
    [{ include_removed: 1 }, "include_removed: '1' is not a valid boolean"],
    [{ include_deleted: true }, "unknown field 'include_deleted'"],
    [null, 'expected object, got null'],
  ])('%j is refused as a whole', async (argument, reason) => {
    const { post } = await startRig();
    const answer = await post('team/members/list_v2', argument);
    expect(answer.status).toBe(400);
    expect(answer.text).toBe(`Error in call to API function "team/members/list_v2": request body: ${reason}`);
  });

  test('the default page holds 1000 members and a big team is listed completely', async () => {
    const { dbx } = await startRig({ team: { seed: generateSeed(20_000) } });
    const began = performance.now();
    let { result } = await dbx.teamMembersListV2({});
    expect(result.members).toHaveLength(1000);
    const ids = new Set(result.members.map(({ profile }) => profile.team_member_id));
    while (result.has_more) {
      ({ result } = await dbx.teamMembersListContinueV2({ cursor: result.cursor }));
      for (const { profile } of result.members) ids.add(profile.team_member_id);
    }
    expect(ids.size).toBe(20_000);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});
