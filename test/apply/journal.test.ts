import { describe, expect, test } from 'vitest';
import type { Journal } from '../../src/apply/types.ts';
import { EXIT, LostAnswerError, TeamsyncError, UnavailableError } from '../../src/errors.ts';
import type { Change } from '../../src/plan/change.ts';
import { deprovision, idOf, provision, suspend } from '../helpers/changes.ts';
import type { Trick } from '../helpers/fake-team.ts';
import { run } from './run.ts';

const s = suspend('s@x.org');
const d = deprovision('d@x.org');
const lost = new LostAnswerError('lost_answer', 'Lost.');
const full = new TeamsyncError(EXIT.unexpected, 'disk_full', 'The disk is full.');

/** The lines of the journal and the calls to Dropbox in the order in which they came. */
async function story(
  changes: Change[],
  tricks: Record<string, Trick> = {},
  broken: Partial<Journal> = {},
): Promise<{ lines: string[]; played: Awaited<ReturnType<typeof run>> }> {
  const lines: string[] = [];
  let calls = 0;
  const journal: Journal = {
    intent: (some) => {
      calls += 1;
      lines.push(`intent ${String(calls)} ${some.map(({ id }) => id).join(' ')}`);
      return Promise.resolve(calls);
    },
    job: (call, jobId) => {
      lines.push(`job ${String(call)} ${jobId}`);
      return Promise.resolve();
    },
    answer: (call, answers) => {
      const states = answers.map(([{ id }, { status, error }]) =>
        [id, status, ...(error === null ? [] : [error.code])].join(' '),
      );
      lines.push(`answer ${String(call)} ${states.join(', ')}`);
      return Promise.resolve();
    },
    ...broken,
  };
  const played = await run(changes, tricks, { journal, concurrency: 1 }, (team) => {
    team.onCall = ({ method, who }) => {
      if (method !== 'lookUp') lines.push([method, ...who].join(' '));
    };
  });
  return { lines, played };
}

describe('the journal', () => {
  test('has a line before each call and one after it', async () => {
    const { lines } = await story([provision('p@x.org'), provision('q@x.org'), s], {
      [s.memberId]: { kind: 'refused', code: 'suspend_last_admin' },
    });
    expect(lines).toEqual([
      'intent 1 provision:p@x.org provision:q@x.org',
      'addMembers p@x.org q@x.org',
      'answer 1 provision:p@x.org applied, provision:q@x.org applied',
      'intent 2 suspend:s@x.org',
      `suspendMember ${s.memberId}`,
      'answer 2 suspend:s@x.org failed suspend_last_admin',
    ]);
  });

  test('has the job before it is asked about', async () => {
    const { lines } = await story([d], { [d.memberId]: { kind: 'job', polls: 1 } });
    expect(lines).toEqual([
      'intent 1 deprovision:d@x.org',
      `removeMember ${d.memberId}`,
      'job 1 job-1',
      'checkRemoveJob job-1',
      'checkRemoveJob job-1',
      'answer 1 deprovision:d@x.org applied',
    ]);
  });

  test('has what a lost answer turned out to be, and lines of its own for the second try', async () => {
    const { lines } = await story([s, d], {
      [s.memberId]: { kind: 'throws', error: lost, executed: true },
      [d.memberId]: { kind: 'throws', error: lost, times: 1 },
    });
    expect(lines).toEqual([
      'intent 1 suspend:s@x.org',
      `suspendMember ${s.memberId}`,
      'answer 1 suspend:s@x.org applied',
      'intent 2 deprovision:d@x.org',
      `removeMember ${d.memberId}`,
      'answer 2 deprovision:d@x.org failed lost_answer',
      'intent 3 deprovision:d@x.org',
      `removeMember ${d.memberId}`,
      'answer 3 deprovision:d@x.org applied',
    ]);
  });

  test('has the refusal of a whole batch, and lines of their own for each person sent alone', async () => {
    const { lines } = await story([provision('p@x.org'), provision('q@x.org')], {
      'p@x.org': { kind: 'malformed' },
    });
    expect(lines).toEqual([
      'intent 1 provision:p@x.org provision:q@x.org',
      'addMembers p@x.org q@x.org',
      'answer 1 provision:p@x.org failed bad_request, provision:q@x.org failed bad_request',
      'intent 2 provision:p@x.org',
      'addMembers p@x.org',
      'answer 2 provision:p@x.org failed bad_request',
      'intent 3 provision:q@x.org',
      'addMembers q@x.org',
      'answer 3 provision:q@x.org applied',
    ]);
  });

  test('has nothing of people who were left alone', async () => {
    const { lines } = await story([suspend('a@x.org'), suspend('b@x.org')], {
      [idOf('a@x.org')]: { kind: 'throws', error: new UnavailableError('dropbox_unavailable', 'Down.') },
    });
    expect(lines).toEqual([
      'intent 1 suspend:a@x.org',
      `suspendMember ${idOf('a@x.org')}`,
      'answer 1 suspend:a@x.org failed dropbox_unavailable',
    ]);
  });
});

describe('a journal that cannot be written', () => {
  test('before a call keeps it from being sent, and stops the run', async () => {
    const { played, lines } = await story(
      [provision('p@x.org'), s, d],
      {},
      { intent: () => Promise.reject(full) },
    );
    expect(played.outcomes).toEqual({
      'provision:p@x.org': 'skipped disk_full',
      'suspend:s@x.org': 'skipped disk_full',
      'deprovision:d@x.org': 'skipped disk_full',
    });
    expect(played.stopped).toBe(full);
    expect(played.team.log).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('for a mistake of our own stops the run as well', async () => {
    const mistake = new TypeError('undefined is not a function');
    const { played } = await story([s], {}, { intent: () => Promise.reject(mistake) });
    expect(played.team.log).toEqual([]);
    expect(played.outcomes).toEqual({ 'suspend:s@x.org': 'skipped unexpected' });
    expect(played.stopped).toMatchObject({ code: 'unexpected', cause: mistake });
  });

  test('when a job is told leaves its people unknown, unasked, and stops the run', async () => {
    const { played } = await story(
      [d, deprovision('e@x.org')],
      { [d.memberId]: { kind: 'job', polls: 0 } },
      { job: () => Promise.reject(full) },
    );
    expect(played.outcomes).toEqual({
      'deprovision:d@x.org': 'unknown disk_full',
      'deprovision:e@x.org': 'skipped disk_full',
    });
    expect(played.stopped).toBe(full);
    expect(played.team.calls.map(({ method }) => method)).toEqual(['lookUp', 'removeMember']);
  });

  test('after a call takes its result from nobody, and stops the run', async () => {
    const { played } = await story(
      [suspend('a@x.org'), suspend('b@x.org'), provision('p@x.org')],
      {},
      { answer: () => Promise.reject(full) },
    );
    expect(played.outcomes).toEqual({
      'suspend:a@x.org': 'applied',
      'suspend:b@x.org': 'skipped disk_full',
      'provision:p@x.org': 'skipped disk_full',
    });
    expect(played.stopped).toBe(full);
  });

  test('after the refusal of a whole batch sends nobody alone', async () => {
    const { played } = await story(
      [provision('p@x.org'), provision('q@x.org')],
      { 'p@x.org': { kind: 'malformed' } },
      { answer: () => Promise.reject(full) },
    );
    expect(played.team.log).toEqual(['addMembers p@x.org q@x.org']);
    expect(played.outcomes).toEqual({
      'provision:p@x.org': 'skipped disk_full',
      'provision:q@x.org': 'skipped disk_full',
    });
  });

  test('is not what stopped a run that had stopped before', async () => {
    const down = new UnavailableError('dropbox_unavailable', 'Down.');
    const { played } = await story(
      [s],
      { [s.memberId]: { kind: 'throws', error: down } },
      { answer: () => Promise.reject(full) },
    );
    expect(played.stopped).toBe(down);
  });

  test('before a second try leaves the first one told as sent and not carried out', async () => {
    let intents = 0;
    const { played } = await story(
      [s],
      { [s.memberId]: { kind: 'throws', error: lost, times: 1 } },
      {
        intent: () => {
          intents += 1;
          return intents === 1 ? Promise.resolve(1) : Promise.reject(full);
        },
      },
    );
    expect(played.team.log).toHaveLength(1);
    expect(played.outcomes).toEqual({ 'suspend:s@x.org': 'failed lost_answer' });
    expect(played.stopped).toBe(full);
  });
});
