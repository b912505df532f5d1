import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { settleEarlier } from '../../../src/commands/run/settle-earlier.ts';
import type { Change } from '../../../src/plan/change.ts';
import { readJournal } from '../../../src/state/journal.ts';
import type { NewRecord } from '../../../src/state/journal-records.ts';
import { readMemory } from '../../../src/state/memory.ts';
import { filesOfRun } from '../../../src/state/run-folder.ts';
import { readRun, startRun } from '../../../src/state/runs.ts';
import { unfinishedRuns } from '../../../src/state/unfinished-runs.ts';
import { invite, transfer } from '../../apply/changes.ts';
import { deprovision, idOf, provision, suspend } from '../../helpers/changes.ts';
import type { Member } from '../../../src/team.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { FakeTeam, type Trick } from '../../helpers/fake-team.ts';
import { planFile } from '../../helpers/plan-file.ts';
import { member } from '../../helpers/team-builder.ts';
import { teamOf } from '../../apply/run.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

const TEAM = 'dbtid:1';
const AT = '2026-03-02T09:59:30.000Z';
const NO_OPTIONS = { wipeData: false, keepAccount: false, retainTeamShares: false, transfer: null };

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
async function killed(
  changes: Change[],
  lines: NewRecord[],
  tricks: Record<string, Trick> = {},
  members?: Member[],
) {
  const state = await temporaryFolder();
  const start = { runId: 'run-1', teamId: TEAM, at: AT, command: 'reconcile', mode: 'apply' } as const;
  const plan = planFile({ changes: changes.map((change) => ({ ...change })) });
  const { journal } = await startRun(state, start, plan);
  for (const line of lines) await journal.append(line);
  await journal.close();
  const actual = teamOf(changes);
  const team = new FakeTeam(tricks, actual);
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
  const settle = () =>
    settleEarlier(
      context,
      { ...actual, ...(members === undefined ? {} : { members }) },
      { reader: team, writer: team },
      600_000,
    );
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
    await team.removeMember(leaver.memberId, NO_OPTIONS);
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

describe('what a run did before it was killed', () => {
  const DAYS = 3;
  const [mailed, waiting] = [invite('mailed@x.org'), invite('waiting@x.org')];

  test('is remembered: whoever may have had a reminder gets no second one', async () => {
    const answer: NewRecord = {
      type: 'answer',
      at: AT,
      call: 0,
      results: [{ id: mailed.id, status: 'applied', error: null }],
    };
    const unheard = invite('unheard@x.org');
    const changes = [mailed, unheard, waiting];
    const { state, settle } = await killed(changes, [intent(0, mailed), answer, intent(1, unheard)]);
    await settle();
    expect(await statuses(state)).toEqual({
      [mailed.id]: 'applied',
      [unheard.id]: 'unknown',
      [waiting.id]: 'skipped',
    });
    const { reminded } = await readMemory(state, TEAM);
    expect(Object.fromEntries(reminded)).toEqual({
      [idOf('mailed@x.org')]: DAYS,
      [idOf('unheard@x.org')]: DAYS,
    });
  });

  test('does not make a team known of whose invitations nothing is', async () => {
    const { state, settle } = await killed([mailed], [intent(0, mailed)]);
    await settle();
    expect((await readMemory(state, TEAM)).known).toBe(false);
  });

  test('is remembered of whoever was removed, suspended or brought back', async () => {
    const [leaver, pause] = [deprovision('leaver@x.org'), deprovision('pause@x.org', { method: 'suspend' })];
    const { state, team, settle } = await killed([leaver, pause], [intent(0, leaver), intent(1, pause)]);
    await team.removeMember(leaver.memberId, NO_OPTIONS);
    await team.suspendMember(pause.memberId, { wipeData: false });
    await settle();
    const { removed, suspendedByDeprovision } = await readMemory(state, TEAM);
    expect([...removed]).toMatchObject([[leaver.memberId, { email: 'leaver@x.org' }]]);
    expect([...suspendedByDeprovision]).toEqual([pause.memberId]);
  });

  test('is remembered by the address that somebody had before Dropbox altered it', async () => {
    const leaver = deprovision('leaver@x.org', {}, { externalId: 'E7' });
    const other = member({ email: 'long.gone@x.org', status: 'removed' });
    const altered = member({
      id: leaver.memberId,
      email: 'leaver+removed@x.org',
      status: 'removed',
      recoverable: true,
    });
    const { state, team, settle } = await killed([leaver], [intent(0, leaver)], {}, [altered, other]);
    await team.removeMember(leaver.memberId, NO_OPTIONS);
    await settle();
    const { removed } = await readMemory(state, TEAM);
    expect([...removed]).toMatchObject([[leaver.memberId, { email: 'leaver@x.org', externalId: 'E7' }]]);
  });

  test('with files that were moved is known by their job', async () => {
    const move = transfer('gone@x.org');
    const job: NewRecord = { type: 'job', at: AT, call: 0, jobId: 'job-1', kind: 'move' };
    const tricks: Record<string, Trick> = { [move.memberId]: { kind: 'job', polls: 1 } };
    const { state, team, settle } = await killed([move], [intent(0, move), job], tricks);
    await team.moveFiles(move.memberId, { destId: 'dbmid:heir', adminId: 'dbmid:boss' });
    await settle();
    expect(await statuses(state)).toEqual({ [move.id]: 'applied' });
  });

  test('can only be told about where its plan cannot be read', async () => {
    const { state, settle } = await killed([mailed], [intent(0, mailed)]);
    await rm(filesOfRun(state, TEAM, 'run-1').planFile);
    const [warning] = await settle();
    expect(warning?.message).toContain('(1 change), 0 is done');
    expect(await statuses(state)).toEqual({});
    expect((await readMemory(state, TEAM)).reminded.size).toBe(0);
  });
});

test('a team whose runs all ended needs no settling', async () => {
  const { settle } = await killed([], [{ type: 'end', at: AT, exitCode: 0 }]);
  expect(await settle()).toEqual([]);
});
