import { describe, expect, test } from 'vitest';
import { settleOpenCall, type OpenCall } from '../../src/apply/aftermath.ts';
import type { Results } from '../../src/apply/types.ts';
import { differencesOf, settleUnknown } from '../../src/apply/verify.ts';
import { LostAnswerError, UnauthorizedError, UnavailableError } from '../../src/errors.ts';
import { planWith } from '../helpers/changes.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { HEIR, invite, transfer } from './changes.ts';
import { run, teamOf } from './run.ts';
import { surroundings } from './surroundings.ts';

const LOST = new LostAnswerError('lost_answer', 'Lost.');
const reminder = invite('i@x.org');
const files = transfer('t@x.org');
const BOTH = [
  ['a reminder', reminder, `remindMember ${reminder.memberId}`],
  ['a move of files', files, `moveFiles ${files.memberId}`],
] as const;

describe.each(BOTH)('%s', (_name, change, call) => {
  test.each([true, false])(
    'whose answer is lost stays unknown, is looked for by nobody and never sent again (carried out: %s)',
    async (executed) => {
      const { team, outcomes, outside, stopped } = await run([change], {
        [change.memberId]: { kind: 'throws', error: LOST, executed },
      });
      expect(outcomes).toEqual({ [change.id]: 'unknown lost_answer' });
      expect(team.calls).toHaveLength(1);
      expect(team.effects).toEqual(executed ? [call] : []);
      expect(outside.waits).toEqual([]);
      expect(outside.written).toEqual([`intent ${change.id}`, `answer ${change.id} unknown`]);
      expect(stopped).toBeNull();
    },
  );

  test('five of whose answers are lost in a row stop the run like any other', async () => {
    const changes = [1, 2, 3, 4, 5, 6].map((n) => ({ ...change, id: `${change.id}${String(n)}` }));
    const { stopped, team } = await run(
      changes,
      { [change.memberId]: { kind: 'throws', error: LOST } },
      { concurrency: 1 },
    );
    expect(stopped).toBe(LOST);
    expect(team.calls).toHaveLength(5);
  });

  test.each(['user_not_found', 'already_transferred', 'user_data_already_transferred', 'some_refusal'])(
    'that is refused as %s failed, and nobody is looked at',
    async (code) => {
      const { team, outcomes } = await run([change], { [change.memberId]: { kind: 'refused', code } });
      expect(outcomes).toEqual({ [change.id]: `failed ${code}` });
      expect(team.calls).toHaveLength(1);
    },
  );

  test('that is refused while the run stops failed all the same', async () => {
    const other = { ...change, id: 'other', memberId: 'dbmid:other' };
    const { outcomes } = await run([other, change], {
      'dbmid:other': { kind: 'throws', error: new UnauthorizedError('expired_access_token', 'Expired.') },
      [change.memberId]: { kind: 'refused', code: 'user_not_found' },
    });
    expect(outcomes).toMatchObject({ [change.id]: 'failed user_not_found' });
  });

  test('is never found to be applied by a reading, nor missed by one', () => {
    const results: Results = new Map([
      [change.id, { status: 'unknown', error: { code: 'lost_answer', message: 'Lost.' } }],
    ]);
    settleUnknown([change], results, planWith([]), null);
    expect(results.get(change.id)?.status).toBe('unknown');
    expect(differencesOf(planWith([change]), planWith([change]), null)).toEqual([]);
    expect(differencesOf(planWith([change]), planWith([change]), new Set())).toEqual([]);
  });
});

describe('the job of a move of files', () => {
  const job = (fields: Partial<Trick> = {}): Record<string, Trick> => ({
    [files.memberId]: { kind: 'job', polls: 1, ...fields } as Trick,
  });

  test('tells that they were moved', async () => {
    expect((await run([files], job())).outcomes).toEqual({ [files.id]: 'applied' });
  });

  test.each<[string, Partial<Trick>, string]>([
    ['is lost', { ends: 'lost', executed: true }, 'unknown internal_error'],
    ['never ends', { polls: 1_000_000 }, 'unknown job_still_running'],
  ])('that %s leaves it unknown', async (_what, fields, expected) => {
    const { outcomes, team } = await run([files], job(fields));
    expect(outcomes).toEqual({ [files.id]: expected });
    expect(team.log).toHaveLength(1);
  });

  test('that cannot be asked about leaves it unknown, and stops the run', async () => {
    const down = new UnavailableError('dropbox_unavailable', 'Down.');
    const { outcomes, stopped } = await run([files], job({ checkFails: down }));
    expect(outcomes).toEqual({ [files.id]: 'unknown dropbox_unavailable' });
    expect(stopped).toBe(down);
  });
});

describe('a call that a run left open', () => {
  async function settled(change: typeof reminder | typeof files, trick: Trick | null = null) {
    const team = new FakeTeam(trick === null ? {} : { [files.memberId]: trick }, teamOf([change]));
    const { transferToId: destId, transferAdminId: adminId } = HEIR;
    const launch = trick === null ? null : await team.moveFiles(files.memberId, { destId, adminId });
    const job: OpenCall['job'] = launch?.kind === 'job' ? { jobId: launch.jobId, kind: 'move' } : null;
    team.calls.length = 0;
    const outside = surroundings(team);
    const [answer] = await settleOpenCall({ changes: [change], job }, outside);
    const methods = team.calls.map(({ method }) => method);
    return { result: answer?.[1], methods: new Set(methods) };
  }

  test.each(BOTH)('of %s without a job is unknown, and nobody is looked at', async (_name, change) => {
    const { result, methods } = await settled(change);
    expect(result).toMatchObject({ status: 'unknown', error: { code: 'run_cut_off' } });
    expect([...methods]).toEqual([]);
  });

  test.each<[string, Partial<Trick>, object]>([
    ['ended', {}, { status: 'applied' }],
    ['is forgotten', { ends: 'lost' }, { status: 'unknown', error: { code: 'internal_error' } }],
    ['never ends', { polls: 1_000_000 }, { status: 'unknown', error: { code: 'job_still_running' } }],
  ])('of a move of files whose job %s says so', async (_what, fields, expected) => {
    const { result, methods } = await settled(files, { kind: 'job', polls: 1, ...fields } as Trick);
    expect(result).toMatchObject(expected);
    expect([...methods]).toEqual(['checkMoveJob']);
  });
});
