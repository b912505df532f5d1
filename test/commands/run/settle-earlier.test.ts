import { describe, expect, test } from 'vitest';
import { settleEarlier } from '../../../src/commands/run/settle-earlier.ts';
import type { Change } from '../../../src/plan/types.ts';
import { readJournal } from '../../../src/state/journal.ts';
import type { NewRecord } from '../../../src/state/journal-records.ts';
import { readRun, startRun, unfinishedRuns } from '../../../src/state/runs.ts';
import { deprovision, idOf, provision, suspend } from '../../helpers/changes.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { FakeTeam, type Trick } from '../../helpers/fake-team.ts';
import { planFile } from '../../helpers/plan-file.ts';
import { teamOf } from '../../apply/run.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

const TEAM = 'dbtid:1';
const AT = '2026-03-02T09:59:30.000Z';

/** What a killed run left behind: a call that was about to be sent, or was. */
function intent(call: number, ...changes: Change[]): NewRecord {
  const [first] = changes;
  if (first === undefined) throw new Error('a call concerns somebody');
  return {
    type: 'intent',
    at: AT,
    call,
    action: first.action,
    changes: changes.map(({ id, email, memberId }) => ({ id, email, memberId })),
    options: { ...first.options },
  };
}

/** A run that was killed after these lines, and the team as it is now. */
async function killed(changes: Change[], lines: NewRecord[], tricks: Record<string, Trick> = {}) {
  const state = await temporaryFolder();
  const start = { runId: 'run-1', teamId: TEAM, at: AT, command: 'reconcile', mode: 'apply' } as const;
  const plan = planFile({ changes: changes.map((change) => ({ ...change })) });
  const { journal } = await startRun(state, start, plan);
  for (const line of lines) await journal.append(line);
  await journal.close();
  const team = new FakeTeam(tricks, teamOf(changes));
  const waits: number[] = [];
  let clock = 0;
  const context = contextWith(
    {},
    outsideWith({
      env: { TEAMSYNC_STATE_DIR: state },
      monotonic: () => clock,
      sleep: (milliseconds) => {
        waits.push(milliseconds);
        clock += milliseconds;
        return Promise.resolve();
      },
    }),
  );
  const settle = () => settleEarlier(context, TEAM, { reader: team, writer: team }, 600_000);
  return { state, team, settle, waits };
}

const statuses = async (state: string): Promise<Record<string, string>> => {
  const { result } = await readRun(state, 'run-1');
  return Object.fromEntries((result?.changes ?? []).map(({ id, status }) => [id, status]));
};

describe('a run that was killed', () => {
  const [gone, stays] = [suspend('gone@x.org'), suspend('stays@x.org')];

  test('after Dropbox had acted is found to be done, and its journal gets an end', async () => {
    const { state, team, settle } = await killed([gone], [intent(0, gone)]);
    await team.suspendMember(idOf('gone@x.org'), { wipeData: false });
    const [warning] = await settle();
    expect(warning).toMatchObject({ code: 'run_settled' });
    expect(warning?.message).toContain('What it had sent without hearing of it (1 change) is done.');
    expect(await statuses(state)).toEqual({ 'suspend:gone@x.org': 'applied' });
    expect(await unfinishedRuns(state, TEAM)).toEqual([]);
    const { records } = await readJournal((await readRun(state, 'run-1')).journalFile);
    expect(records.map(({ type }) => type)).toEqual(['start', 'intent', 'settled', 'end']);
  });

  test('before Dropbox had acted is looked at for a minute, and then was never done', async () => {
    const { state, settle, waits, team } = await killed([gone, stays], [intent(0, gone)]);
    const [warning] = await settle();
    expect(warning?.message).toContain('(1 change), 0 is done');
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(60_000);
    expect(await statuses(state)).toEqual({
      'suspend:gone@x.org': 'failed',
      'suspend:stays@x.org': 'skipped',
    });
    expect(team.log).toEqual([]);
  });

  test('in the middle of a batch is settled person by person', async () => {
    const [in1, in2] = [provision('in1@x.org'), provision('in2@x.org')];
    const { state, team, settle } = await killed([in1, in2], [intent(0, in1, in2)]);
    await team.addMembers([
      {
        email: 'in1@x.org',
        givenName: null,
        surname: null,
        externalId: null,
        sendWelcomeEmail: false,
        directoryRestricted: false,
      },
    ]);
    await settle();
    expect(await statuses(state)).toEqual({
      'provision:in1@x.org': 'applied',
      'provision:in2@x.org': 'failed',
    });
  });

  test('while a job was running has the job waited for', async () => {
    const leaver = deprovision('leaver@x.org');
    const tricks: Record<string, Trick> = { [idOf('leaver@x.org')]: { kind: 'job', polls: 2 } };
    const job: NewRecord = { type: 'job', at: AT, call: 0, jobId: 'job-1', kind: 'remove' };
    const { state, team, settle } = await killed([leaver], [intent(0, leaver), job], tricks);
    await team.removeMember(leaver.memberId, {
      wipeData: false,
      keepAccount: false,
      retainTeamShares: false,
    });
    await settle();
    expect(await statuses(state)).toEqual({ 'deprovision:leaver@x.org': 'applied' });
  });

  test('before its first call needs nothing but an end', async () => {
    const { settle, team } = await killed([gone], []);
    const [warning] = await settle();
    expect(warning?.message).toContain('Nothing that it had sent was left open.');
    expect(team.calls).toEqual([]);
  });

  test('keeps what its journal says of the calls that were answered', async () => {
    const results = [{ id: stays.id, status: 'applied', error: null } as const];
    const answer: NewRecord = { type: 'answer', at: AT, call: 0, results };
    const { state, team, settle } = await killed([stays, gone], [intent(0, stays), answer, intent(1, gone)]);
    await team.suspendMember(idOf('gone@x.org'), { wipeData: false });
    await settle();
    expect(await statuses(state)).toEqual({
      'suspend:stays@x.org': 'applied',
      'suspend:gone@x.org': 'applied',
    });
  });
});

test('a team whose runs all ended needs no settling', async () => {
  const { settle } = await killed([], [{ type: 'end', at: AT, exitCode: 0 }]);
  expect(await settle()).toEqual([]);
});
