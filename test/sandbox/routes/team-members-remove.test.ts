import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, startRig, type Rig } from '../helpers.ts';

type Options = Omit<Parameters<Rig['dbx']['teamMembersRemove']>[0], 'user'>;

const ANA = 'ana.lopez@example.com';
const OLIVIA = byEmail('olivia.brandt@example.com');
const BEN = byEmail('ben.okafor@example.com');
const NO_WIPE = { wipe_data: false };

const remove = ({ dbx }: Rig, email: string, options: Options = {}) =>
  dbx.teamMembersRemove({ user: byEmail(email), ...options });

describe('removing a member', () => {
  test('the account stays recoverable and its licence is free', async () => {
    const rig = await startRig();
    expect((await remove(rig, ANA, NO_WIPE)).result).toEqual({ '.tag': 'complete' });
    expect(rig.member(ANA)).toMatchObject({ status: 'removed', recoverable: true });
    expect(rig.sandbox.snapshot().counters).toMatchObject({ removals: 1, writes: 1, wipesRequested: [] });
    expect((await rig.dbx.teamGetInfo()).result.num_used_licenses).toBe(14);
  });

  test('left out, wipe_data is true and counts as a wipe', async () => {
    const rig = await startRig();
    await remove(rig, ANA);
    await remove(rig, 'ben.okafor@example.com', { wipe_data: true });
    expect(rig.sandbox.snapshot().counters.wipesRequested).toEqual([
      { memberId: rig.member(ANA).memberId, email: ANA },
      { memberId: rig.member('ben.okafor@example.com').memberId, email: 'ben.okafor@example.com' },
    ]);
  });

  test('a suspended member can be removed, an admin loses their role', async () => {
    const rig = await startRig();
    await remove(rig, 'elif.kaya@example.com', NO_WIPE);
    await remove(rig, 'henrik.dahl@example.com', NO_WIPE);
    expect(rig.member('elif.kaya@example.com')).toMatchObject({ status: 'removed', recoverable: true });
    expect(rig.member('henrik.dahl@example.com')).toMatchObject({ status: 'removed', roles: [] });
  });

  test('whoever is removed is in no group any more', async () => {
    const rig = await startRig();
    const namesOf = () =>
      rig.sandbox.snapshot().groups.map(({ name, members }) => [name, members.map(({ email }) => email)]);
    await remove(rig, ANA, NO_WIPE);
    expect(namesOf()).toEqual([
      ['Engineering', ['ben.okafor@example.com', 'carla.rossi@example.com']],
      ['Sales', ['dmitri.volkov@example.com', 'greta.lind@example.com']],
      ['Book Club', ['iris.chen@example.com']],
    ]);
    const { members } = (await rig.dbx.teamMembersListV2({ include_removed: true })).result;
    expect(members.find(({ profile }) => profile.email === ANA)?.profile.groups).toEqual([]);
    expect(rig.sandbox.snapshot().counters.groupRemovals).toBe(0);
  });

  test('withdrawing an invitation leaves nothing to recover and the address free', async () => {
    const rig = await startRig();
    await remove(rig, 'hugo.martin@example.com', NO_WIPE);
    expect(rig.member('hugo.martin@example.com')).toMatchObject({ status: 'removed', recoverable: false });
    const { result } = await rig.dbx.teamMembersAddV2({
      new_members: [{ member_email: 'hugo.martin@example.com' }],
    });
    expect(result).toMatchObject({ complete: [{ '.tag': 'success' }] });
  });

  test('a stranger and somebody removed before are user_not_found', async () => {
    const rig = await startRig();
    expect(await refusalOf(remove(rig, 'nobody@example.com'))).toBe('user_not_found');
    expect(await refusalOf(remove(rig, 'femi.adeyemi@example.com'))).toBe('user_not_found');
    expect(rig.sandbox.snapshot().counters).toMatchObject({ removals: 0, writes: 2, wipesRequested: [] });
  });

  test('the last team admin stays, one of two may go', async () => {
    const rig = await startRig();
    const olivia = 'olivia.brandt@example.com';
    expect(await refusalOf(remove(rig, olivia, NO_WIPE))).toBe('remove_last_admin');
    await rig.control('POST', 'members', { email: ANA, set: { roles: ['team_admin'] } });
    await remove(rig, olivia, NO_WIPE);
    expect(rig.member(olivia).status).toBe('removed');
  });

  test('keep_account turns the account into a personal one that cannot be recovered', async () => {
    const rig = await startRig();
    await remove(rig, ANA, { wipe_data: false, keep_account: true, retain_team_shares: true });
    const { members } = (await rig.dbx.teamMembersListV2({ include_removed: true })).result;
    expect(members.find(({ profile }) => profile.email === ANA)?.profile.status).toEqual({
      '.tag': 'removed',
      is_recoverable: false,
      is_disconnected: true,
    });
  });

  test.each([
    ['permanently deleting the files', { permanently_delete_files: true }],
    ['transferring the files', { transfer_dest_id: BEN, transfer_admin_id: OLIVIA }],
  ])('%s forfeits the recovery', async (_what, options) => {
    const rig = await startRig();
    await remove(rig, ANA, { ...NO_WIPE, ...options });
    expect(rig.member(ANA)).toMatchObject({ status: 'removed', recoverable: false });
  });
});

const keep = { keep_account: true, wipe_data: false };
const to = { transfer_dest_id: BEN, transfer_admin_id: OLIVIA };

describe('options that do not go together', () => {
  test.each<[Options, string]>([
    [{ ...keep, ...to }, 'cannot_keep_account_and_transfer'],
    [{ ...keep, transfer_admin_id: OLIVIA }, 'cannot_keep_account_and_transfer'],
    [{ keep_account: true, wipe_data: true }, 'cannot_keep_account_and_delete_data'],
    [{ keep_account: true }, 'cannot_keep_account_and_delete_data'],
    [{ ...keep, permanently_delete_files: true }, 'cannot_keep_account_and_permanently_delete'],
    [{ retain_team_shares: true }, 'cannot_retain_shares_when_data_wiped'],
    [{ retain_team_shares: true, wipe_data: false }, 'cannot_retain_shares_when_no_account_kept'],
    [{ ...to, permanently_delete_files: true }, 'cannot_permanently_delete_and_transfer'],
    [{ transfer_dest_id: BEN }, 'unspecified_transfer_admin_id'],
    [{ ...to, transfer_dest_id: byEmail(ANA) }, 'removed_and_transfer_dest_should_differ'],
    [{ ...to, transfer_admin_id: byEmail(ANA) }, 'removed_and_transfer_admin_should_differ'],
    [{ ...to, transfer_dest_id: byEmail('no@example.com') }, 'transfer_dest_user_not_found'],
    [{ ...to, transfer_dest_id: byEmail('femi.adeyemi@example.com') }, 'transfer_dest_user_not_in_team'],
    [{ ...to, transfer_admin_id: byEmail('no@example.com') }, 'transfer_admin_user_not_found'],
    [{ ...to, transfer_admin_id: byEmail('femi.adeyemi@example.com') }, 'transfer_admin_user_not_in_team'],
    [{ ...to, transfer_admin_id: byEmail('henrik.dahl@example.com') }, 'transfer_admin_is_not_admin'],
    [{ ...to, transfer_dest_id: byEmail('hugo.martin@example.com') }, 'recipient_not_verified'],
  ])('%j is %s, and nothing is done', async (options, tag) => {
    const rig = await startRig();
    expect(await refusalOf(remove(rig, ANA, options))).toBe(tag);
    expect(rig.member(ANA).status).toBe('active');
    expect(rig.sandbox.snapshot().counters).toMatchObject({ removals: 0, wipesRequested: [] });
  });

  test("an invited person's account cannot be kept", async () => {
    expect(await refusalOf(remove(await startRig(), 'hugo.martin@example.com', keep))).toBe(
      'cannot_keep_invited_user_account',
    );
  });

  test('only a token of a full team admin can keep an account', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { admin: 'henrik.dahl@example.com' });
    expect(await refusalOf(remove(rig, ANA, keep))).toBe('cannot_keep_account');
  });

  test.each([
    [{ legalHold: true }, 'cannot_keep_account_under_legal_hold'],
    [{ acceptedTerms: false }, 'cannot_keep_account_required_to_sign_tos'],
  ])('with %j an account cannot be kept', async (set, tag) => {
    const rig = await startRig();
    await rig.control('POST', 'members', { email: ANA, set });
    expect(await refusalOf(remove(rig, ANA, keep))).toBe(tag);
  });

  test('shares cannot be retained where the team shares with nobody outside', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { externalSharing: false });
    expect(await refusalOf(remove(rig, ANA, { ...keep, retain_team_shares: true }))).toBe(
      'cannot_retain_shares_when_team_external_sharing_off',
    );
  });
});

describe('the argument', () => {
  test.each([
    [{}, "missing required field 'user'"],
    [{ user: 'email' }, "user: expected object for 'email', got symbol"],
    [{ user: 'name' }, "user: unknown tag 'name'"],
    [{ user: 5 }, 'user: expected string or object, got integer'],
    [{ user: {} }, "user: missing '.tag' key"],
    [{ user: { '.tag': 3 } }, 'user: tag must be string, got integer'],
    [{ user: { '.tag': 'account_id', account_id: 'x' } }, "user: unknown tag 'account_id'"],
    [{ user: { '.tag': 'email' } }, "user: missing 'email' key"],
    [{ user: { '.tag': 'email', email: 'x' } }, "user.email: 'x' did not match pattern"],
    [{ user: { '.tag': 'email', email: 1 } }, "user.email: '1' expected to be a string, got integer"],
    [{ user: { ...BEN, external_id: 'E' } }, "user: unexpected key 'external_id'"],
    [{ user: BEN, wipe: false }, "unknown field 'wipe'"],
    [{ user: BEN, wipe_data: 'no' }, "wipe_data: 'no' is not a valid boolean"],
    [{ user: BEN, wipe_data: null }, "wipe_data: 'null' is not a valid boolean"],
    [{ user: BEN, transfer_dest_id: {} }, "transfer_dest_id: missing '.tag' key"],
  ])('%j is refused', async (argument, reason) => {
    const { post, sandbox } = await startRig();
    const answer = await post('team/members/remove', argument);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(
      `Error in call to API function "team/members/remove": request body: ${reason}`,
    );
    expect(sandbox.snapshot().counters.removals).toBe(0);
  });
});
