import { describe, expect, test } from 'vitest';
import { ANA, BEN, CARLA, FEMI, jobOf, move, remove, transfersOf } from './files.ts';
import { byEmail, refusalOf, startRig } from './helpers.ts';

const REMOVE = 'team/members/remove';

describe('the record of whose files went to whom', () => {
  test('has ids and addresses, of removals and of later moves, in order', async () => {
    const rig = await startRig();
    await remove(rig, ANA, BEN);
    await move(rig, FEMI, CARLA);
    const party = (email: string) => ({ memberId: rig.member(email).memberId, email });
    expect(rig.sandbox.snapshot().counters.transfers).toEqual([
      { from: party(ANA), to: party(BEN) },
      { from: party(FEMI), to: party(CARLA) },
    ]);
    expect(rig.sandbox.snapshot().counters.applied).toEqual([
      { route: REMOVE, who: party(ANA).memberId },
      { route: 'team/members/move_former_member_files', who: party(FEMI).memberId },
    ]);
  });

  test('has nothing of a removal without a transfer, of a refused one, or of an invitation withdrawn', async () => {
    const rig = await startRig();
    await remove(rig, ANA);
    await refusalOf(remove(rig, BEN, ANA));
    await remove(rig, 'hugo.martin@example.com', CARLA);
    expect(transfersOf(rig)).toEqual([]);
  });

  test('has a transfer that is a job when that is done, and not before', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: REMOVE, async: 1 });
    const id = jobOf(await remove(rig, ANA, BEN));
    await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id });
    expect([rig.member(ANA).status, transfersOf(rig)]).toEqual(['active', []]);
    await rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id });
    expect([rig.member(ANA).status, transfersOf(rig)]).toEqual(['removed', [[ANA, BEN]]]);
  });
});

describe('a removal whose recipient leaves the team meanwhile', () => {
  test('is internal_error however often it is asked for, and nobody is removed', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: REMOVE, async: 0 });
    const id = jobOf(await remove(rig, ANA, BEN));
    await rig.control('POST', 'members', { email: BEN, set: { remove: true } });
    for (let poll = 0; poll < 2; poll += 1) {
      expect(await refusalOf(rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id }))).toBe(
        'internal_error',
      );
    }
    expect([rig.member(ANA).status, transfersOf(rig)]).toEqual(['active', []]);
    expect(rig.sandbox.snapshot().counters).toMatchObject({ removals: 0, applied: [] });
  });
});

test.each([
  ['transferred at the removal', (rig: Parameters<typeof remove>[0]) => remove(rig, ANA, BEN)],
  [
    'transferred later',
    async (rig: Parameters<typeof remove>[0]) => {
      await remove(rig, ANA);
      await move(rig, ANA, BEN);
    },
  ],
  [
    'deleted later',
    async (rig: Parameters<typeof remove>[0]) => {
      await remove(rig, ANA);
      await rig.dbx.teamMembersDeleteFormerMemberFiles({ user: byEmail(ANA) });
    },
  ],
])('somebody whose files were %s cannot be recovered', async (_what, lose) => {
  const rig = await startRig();
  await lose(rig);
  expect(rig.member(ANA)).toMatchObject({ status: 'removed', recoverable: false });
  expect(await refusalOf(rig.dbx.teamMembersRecover({ user: byEmail(ANA) }))).toBe('user_unrecoverable');
});
