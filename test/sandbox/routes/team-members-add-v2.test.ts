import { describe, expect, test } from 'vitest';
import { byEmail, DAY_MS, smallSeed, startRig, type Rig } from '../helpers.ts';

type NewMember = Parameters<Rig['dbx']['teamMembersAddV2']>[0]['new_members'][number];

async function add({ dbx }: Rig, ...people: NewMember[]) {
  const { result } = await dbx.teamMembersAddV2({ new_members: people });
  if (result['.tag'] !== 'complete') throw new Error(`answered ${result['.tag']}`);
  return result.complete;
}

async function tags(rig: Rig, ...people: NewMember[]): Promise<string[]> {
  return (await add(rig, ...people)).map((item) => item['.tag']);
}

describe('adding members', () => {
  test('a new person is invited, mailed unless told otherwise, and uses a licence', async () => {
    const rig = await startRig();
    const [ann, bob] = await add(
      rig,
      {
        member_email: 'Ann@Example.com',
        member_given_name: 'Ann',
        member_surname: 'Lee',
        member_external_id: 'N1',
        is_directory_restricted: true,
      },
      { member_email: 'bob@example.com', send_welcome_email: false },
    );
    expect(ann).toMatchObject({
      '.tag': 'success',
      profile: {
        email: 'ann@example.com',
        external_id: 'N1',
        status: { '.tag': 'invited' },
        name: { given_name: 'Ann', surname: 'Lee', display_name: 'Ann Lee', abbreviated_name: 'AL' },
        invited_on: '2026-03-02T09:00:00Z',
        is_directory_restricted: true,
      },
    });
    expect(bob).not.toHaveProperty('roles');
    const { counters } = rig.sandbox.snapshot();
    expect(counters.mailsSent).toEqual(['ann@example.com']);
    expect(counters).toMatchObject({ adds: 2, writes: 1, requests: { 'team/members/add_v2': 1 } });
    expect((await rig.dbx.teamGetInfo()).result.num_used_licenses).toBe(17);
  });

  test('somebody who is active, invited, suspended or recoverable is on the team already', async () => {
    const emails = ['ana.lopez', 'hugo.martin', 'elif.kaya', 'femi.adeyemi'].map(
      (name) => `${name}@example.com`,
    );
    const items = await add(await startRig(), ...emails.map((email) => ({ member_email: email })));
    expect(items).toEqual(
      emails.map((email) => ({ '.tag': 'user_already_on_team', user_already_on_team: email })),
    );
  });

  test("somebody's secondary address is on the team already", async () => {
    const seed = smallSeed(5, [{ email: 'a@example.com', secondaryEmails: ['other@example.com'] }]);
    expect(await tags(await startRig({ team: { seed } }), { member_email: 'other@example.com' })).toEqual([
      'user_already_on_team',
    ]);
  });

  test('somebody who was removed for good gets a new account beside the old one', async () => {
    const rig = await startRig();
    const before = rig.member('marta.silva@example.com').memberId;
    const [item] = await add(rig, { member_email: 'marta.silva@example.com', member_external_id: 'E18' });
    expect(item).toMatchObject({ '.tag': 'success', profile: { external_id: 'E18' } });
    const now = await rig.dbx.teamMembersGetInfoV2({ members: [byEmail('marta.silva@example.com')] });
    expect(now.result.members_info[0]).toMatchObject({ '.tag': 'member_info' });
    expect(now.result.members_info[0]).not.toMatchObject({ profile: { team_member_id: before } });
    expect(rig.sandbox.snapshot().members.filter(({ externalId }) => externalId === 'E18')).toHaveLength(2);
  });

  test('once the seven days are over, a removed person can be added anew', async () => {
    const rig = await startRig();
    await rig.advance(5 * DAY_MS);
    expect(await tags(rig, { member_email: 'femi.adeyemi@example.com', member_external_id: 'E08' })).toEqual([
      'success',
    ]);
  });

  test('an external id in use is refused, also that of a recoverable member', async () => {
    const items = await add(
      await startRig(),
      { member_email: 'x@example.com', member_external_id: 'E03' },
      { member_email: 'y@example.com', member_external_id: 'E08' },
      { member_email: 'z@example.com', member_external_id: 'E18' },
    );
    expect(items).toMatchObject([
      { '.tag': 'duplicate_external_member_id', duplicate_external_member_id: 'x@example.com' },
      { '.tag': 'duplicate_external_member_id' },
      { '.tag': 'success' },
    ]);
  });

  test('the same person twice in one call succeeds once', async () => {
    const twice = { member_email: 'twice@example.com' };
    expect(await tags(await startRig(), twice, twice)).toEqual(['success', 'user_already_on_team']);
  });

  test('when the licences run out, the first in the call have theirs', async () => {
    const rig = await startRig({
      team: { seed: smallSeed(3, [{ email: 'limited@example.com', membership: 'limited' }]) },
    });
    const people = ['a', 'b', 'c'].map((name) => ({ member_email: `${name}@example.com` }));
    expect(await tags(rig, ...people)).toEqual(['success', 'success', 'team_license_limit']);
    expect(rig.sandbox.snapshot().counters.mailsSent).toEqual(['a@example.com', 'b@example.com']);
  });

  test('a member of another team, a persistent id and an unknown role have tags of their own', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { onOtherTeams: ['Taken@example.com'] });
    expect(
      await tags(
        rig,
        { member_email: 'taken@example.com' },
        { member_email: 'saml@example.com', member_persistent_id: 'p' },
        { member_email: 'role@example.com', role_ids: ['pid_dbtmr:none'] },
      ),
    ).toEqual(['user_on_another_team', 'persistent_id_disabled', 'user_creation_failed']);
  });

  test('a role given on the way is there at once', async () => {
    const rig = await startRig();
    const { roles } = (await rig.dbx.teamMembersGetAvailableTeamMemberRoles()).result;
    const support = roles[2];
    const [item] = await add(rig, { member_email: 'r@example.com', role_ids: [support?.role_id ?? ''] });
    expect(item).toMatchObject({ '.tag': 'success', roles: [support] });
    expect(rig.member('r@example.com').roles).toEqual(['support_admin']);
  });

  test('null in an optional field is the same as leaving it out', async () => {
    const { post } = await startRig();
    const person = {
      member_email: 'n@example.com',
      member_given_name: null,
      member_external_id: null,
      role_ids: null,
    };
    expect((await post('team/members/add_v2', { new_members: [person] })).status).toBe(200);
  });

  test('21 people are refused and nobody is added', async () => {
    const { post, sandbox } = await startRig();
    const people = Array.from({ length: 21 }, (_, index) => ({
      member_email: `p${String(index)}@example.com`,
    }));
    const answer = await post('team/members/add_v2', { new_members: people });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('request body: new_members: ');
    expect(answer.text).toMatch(/ has more than 20 items$/);
    expect(sandbox.snapshot().counters.adds).toBe(0);
  });

  const long = 'x'.repeat(51);
  test.each([
    [
      { member_email: 'not an address' },
      "member_email: 'not an address' did not match pattern '^['#&A-Za-z0-9._%+-]+@",
    ],
    [{ member_email: 'a@example.xn--p1ai' }, "member_email: 'a@example.xn--p1ai' did not match pattern"],
    [{ member_email: `${'a'.repeat(250)}@b.com` }, 'must be at most 255 characters, got 256'],
    [{ member_email: 7 }, "member_email: '7' expected to be a string, got integer"],
    [
      { member_email: 'a@b.co', member_given_name: long },
      `member_given_name: '${long}' must be at most 50 characters, got 51`,
    ],
    [
      { member_email: 'a@b.co', member_surname: 'a/b' },
      `member_surname: 'a/b' did not match pattern '[^/:?*<>"|]*'`,
    ],
    [{ member_email: 'a@b.co', member_external_id: 'y'.repeat(65) }, 'must be at most 64 characters, got 65'],
    [
      { member_email: 'a@b.co', role_ids: ['admin'] },
      "role_ids: 'admin' did not match pattern 'pid_dbtmr:.*'",
    ],
    [{ member_email: 'a@b.co', role_ids: ['pid_dbtmr:a', 'pid_dbtmr:b'] }, 'has more than 1 items'],
    [{ member_email: 'a@b.co', send_welcome_mail: false }, "new_members: unknown field 'send_welcome_mail'"],
    [{ member_given_name: 'Ann' }, "new_members: missing required field 'member_email'"],
  ])('one bad entry (%#) refuses the whole call', async (bad, reason) => {
    const { post, sandbox } = await startRig();
    const answer = await post('team/members/add_v2', {
      new_members: [{ member_email: 'good@example.com' }, bad],
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.text).toMatch(
      /^Error in call to API function "team\/members\/add_v2": request body: new_members/,
    );
    expect(answer.text).toContain(reason);
    expect(sandbox.snapshot().counters.adds).toBe(0);
  });

  test('fifty letters outside the basic plane are fifty characters', async () => {
    const [item] = await add(await startRig(), {
      member_email: 'g@example.com',
      member_surname: '𝒜'.repeat(50),
    });
    expect(item?.['.tag']).toBe('success');
  });
});
