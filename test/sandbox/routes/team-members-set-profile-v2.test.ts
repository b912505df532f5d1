import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, smallSeed, startRig, type Rig } from '../helpers.ts';

type Change = Omit<Parameters<Rig['dbx']['teamMembersSetProfileV2']>[0], 'user'>;

const ANA = 'ana.lopez@example.com';
const set = ({ dbx }: Rig, email: string, change: Change) =>
  dbx.teamMembersSetProfileV2({ user: byEmail(email), ...change });

describe('changing a profile', () => {
  test('gives back the member as they are now, under the same id', async () => {
    const rig = await startRig();
    const { memberId } = rig.member(ANA);
    const { member_info: info } = (
      await set(rig, ANA, { new_email: 'Ana.Diaz@Example.com', new_surname: 'Diaz', new_given_name: 'Anita' })
    ).result;
    expect(info.profile).toMatchObject({
      team_member_id: memberId,
      email: 'ana.diaz@example.com',
      name: { given_name: 'Anita', surname: 'Diaz' },
    });
    expect(rig.sandbox.snapshot().counters).toMatchObject({ profileChanges: 1, writes: 1 });
    expect(await refusalOf(set(rig, ANA, { new_surname: 'x' }))).toBe('user_not_found');
  });

  test('an empty external id clears it and makes it free for others', async () => {
    const rig = await startRig();
    const { member_info: info } = (await set(rig, ANA, { new_external_id: '' })).result;
    expect(info.profile).not.toHaveProperty('external_id');
    await set(rig, 'lena.vogt@example.com', { new_external_id: 'E03' });
    expect(rig.member('lena.vogt@example.com').externalId).toBe('E03');
  });

  test('works on invited and suspended members, and an unchanged address is no conflict', async () => {
    const rig = await startRig();
    await set(rig, 'hugo.martin@example.com', { new_surname: 'Martín' });
    await set(rig, 'elif.kaya@example.com', { new_email: 'ELIF.KAYA@example.com', new_external_id: 'E07' });
    expect(rig.member('hugo.martin@example.com').name).toBe('Hugo Martín');
  });

  test.each<[string, Change, string]>([
    ['nobody@example.com', { new_surname: 'x' }, 'user_not_found'],
    ['femi.adeyemi@example.com', { new_surname: 'x' }, 'set_profile_disallowed'],
    [ANA, {}, 'no_new_data_specified'],
    [ANA, { new_email: '' }, 'param_cannot_be_empty'],
    [ANA, { new_email: 'ben.okafor@example.com' }, 'email_reserved_for_other_user'],
    [ANA, { new_email: 'femi.adeyemi@example.com' }, 'email_reserved_for_other_user'],
    [ANA, { new_external_id: 'E04' }, 'external_id_used_by_other_user'],
    [ANA, { new_external_id: 'E08' }, 'external_id_used_by_other_user'],
    [ANA, { new_persistent_id: 'p' }, 'persistent_id_disabled'],
  ])('%s with %j is %s', async (email, change, tag) => {
    const rig = await startRig();
    expect(await refusalOf(set(rig, email, change))).toBe(tag);
    expect(rig.sandbox.snapshot().counters.profileChanges).toBe(0);
  });

  test("somebody's secondary address is reserved", async () => {
    const seed = smallSeed(9, [
      { email: 'a@example.com', secondaryEmails: ['b@example.com'] },
      { email: 'c@example.com' },
    ]);
    expect(
      await refusalOf(
        set(await startRig({ team: { seed } }), 'c@example.com', { new_email: 'b@example.com' }),
      ),
    ).toBe('email_reserved_for_other_user');
  });

  test('changing the external id of a member chosen by it is unsafe', async () => {
    const { dbx } = await startRig();
    const user = { '.tag': 'external_id' as const, external_id: 'E03' };
    expect(await refusalOf(dbx.teamMembersSetProfileV2({ user, new_external_id: 'E33' }))).toBe(
      'external_id_and_new_external_id_unsafe',
    );
  });

  test('the directory restriction changes only where the team has that feature', async () => {
    const rig = await startRig();
    const restrict = { new_is_directory_restricted: true };
    expect((await set(rig, ANA, restrict)).result.member_info.profile.is_directory_restricted).toBe(true);
    await rig.control('POST', 'team', { directoryRestriction: false });
    expect(await refusalOf(set(rig, ANA, restrict))).toBe('directory_restricted_off');
  });
});
