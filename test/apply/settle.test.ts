import { describe, expect, test } from 'vitest';
import { execute } from '../../src/apply/execute.ts';
import { RequestRefusedError, UnauthorizedError, UnavailableError } from '../../src/errors.ts';
import { deprovision, idOf, provision, suspend } from '../helpers/changes.ts';
import { FakeTeam, type Trick } from '../helpers/fake-team.ts';
import { outcomesOf, run, teamOf, workOf } from './run.ts';
import { surroundings } from './surroundings.ts';

describe('jobs', () => {
  const job = (polls: number): Trick => ({ kind: 'job', polls });
  /** How often the job of the first call had been asked about by then. */
  const polls = ({ calls }: FakeTeam, end: number): number =>
    calls.slice(0, end).filter(({ method, who }) => method === 'checkRemoveJob' && who[0] === 'job-1').length;

  test('are asked about at growing intervals until they end', async () => {
    const { outcomes, outside, team } = await run([provision('p@x.org'), deprovision('d@x.org')], {
      'p@x.org': job(2),
      [idOf('d@x.org')]: job(0),
    });
    expect(outcomes).toEqual({ 'provision:p@x.org': 'applied', 'deprovision:d@x.org': 'applied' });
    expect(outside.waits).toEqual([250, 400, 640, 250]);
    const asked = team.calls.filter(({ method }) => method !== 'lookUp');
    expect(asked.map(({ method }) => method)).toEqual([
      'addMembers',
      'checkAddJob',
      'checkAddJob',
      'checkAddJob',
      'removeMember',
      'checkRemoveJob',
    ]);
  });

  test('are never asked about less often than every ten seconds', async () => {
    const { outside } = await run([deprovision('d@x.org')], { [idOf('d@x.org')]: job(30) });
    expect(Math.max(...outside.waits)).toBe(10_000);
    expect(outside.waits).toEqual([...outside.waits].sort((a, b) => a - b));
  });

  test('go on beside the next writes, also where one write at once is allowed', async () => {
    const changes = ['a@x.org', 'b@x.org', 'c@x.org'].map((email) => deprovision(email));
    const tricks = Object.fromEntries(changes.map(({ memberId }) => [memberId, job(9)]));
    const { team, outcomes } = await run(changes, tricks, { concurrency: 1 });
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    const ended = team.calls.findIndex((_call, index) => polls(team, index) > 9);
    const writes = team.calls.slice(0, ended).filter(({ method }) => method === 'removeMember');
    expect(writes).toHaveLength(3);
  });

  test('that outlast the budget leave their people unknown and stop nobody', async () => {
    const { outcomes, stopped, outside } = await run(
      [provision('p@x.org'), provision('q@x.org'), deprovision('d@x.org'), deprovision('e@x.org')],
      { 'p@x.org': job(1000), [idOf('d@x.org')]: job(1000) },
      { jobBudgetMs: 1000, concurrency: 1 },
    );
    expect(outcomes).toEqual({
      'provision:p@x.org': 'unknown job_still_running',
      'provision:q@x.org': 'unknown job_still_running',
      'deprovision:d@x.org': 'unknown job_still_running',
      'deprovision:e@x.org': 'applied',
    });
    expect(stopped).toBeNull();
    expect(outside.waits).toEqual([250, 400, 640, 250, 400, 640]);
  });

  const batch = 'addMembers p@x.org q@x.org';
  const lost: Trick = { kind: 'job', polls: 1, ends: 'lost' };
  const refuses: Trick = { kind: 'job', polls: 0, checkFails: new RequestRefusedError('bad_request', 'No.') };

  test.each([
    ['that Dropbox lost', lost],
    ['about which Dropbox refuses to tell', refuses],
  ])('%s and that worked all the same are not sent again', async (_name, trick) => {
    const { outcomes, team } = await run(
      [provision('p@x.org'), provision('q@x.org'), deprovision('d@x.org')],
      {
        'q@x.org': { ...trick, executed: true },
        [idOf('d@x.org')]: { ...trick, executed: true },
      },
    );
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    expect(team.log).toEqual([batch, `removeMember ${idOf('d@x.org')}`]);
  });

  test.each([
    ['that Dropbox lost', lost],
    ['about which Dropbox refuses to tell', refuses],
  ])('%s before anything happened are sent once more', async (_name, trick) => {
    const { outcomes, team } = await run(
      [provision('p@x.org'), provision('q@x.org'), deprovision('d@x.org')],
      {
        'q@x.org': { ...trick, times: 1 },
        [idOf('d@x.org')]: { ...trick, times: 1 },
      },
    );
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    const removal = `removeMember ${idOf('d@x.org')}`;
    expect(team.log).toEqual([batch, batch, removal, removal]);
    expect(team.effects).toEqual(['p@x.org', 'q@x.org', idOf('d@x.org')]);
  });

  test('that Dropbox loses twice fail for their people, with the reason', async () => {
    const { outcomes, team } = await run([provision('p@x.org'), provision('q@x.org')], { 'q@x.org': lost });
    expect(outcomes).toEqual({
      'provision:p@x.org': 'failed internal_error',
      'provision:q@x.org': 'failed internal_error',
    });
    expect(team.log).toEqual([batch, batch]);
  });

  test('about which Dropbox refuses to tell twice fail for their people, and stop nobody else', async () => {
    const { outcomes, stopped, team } = await run(
      [provision('p@x.org'), provision('q@x.org'), suspend('s@x.org')],
      {
        'p@x.org': refuses,
      },
    );
    expect(outcomes).toEqual({
      'provision:p@x.org': 'failed bad_request',
      'provision:q@x.org': 'failed bad_request',
      'suspend:s@x.org': 'applied',
    });
    expect(stopped).toBeNull();
    expect(team.log).toEqual([batch, batch, `suspendMember ${idOf('s@x.org')}`]);
  });

  test.each([
    new UnavailableError('dropbox_unavailable', 'Down.'),
    new UnauthorizedError('expired_access_token', 'Expired.'),
  ])('that cannot be asked about ($code) stop the run and leave their people unknown', async (error) => {
    const { outcomes, stopped } = await run([provision('p@x.org'), suspend('s@x.org')], {
      'p@x.org': { kind: 'job', polls: 0, checkFails: error },
    });
    expect(outcomes).toEqual({
      'provision:p@x.org': `unknown ${error.code}`,
      'suspend:s@x.org': `skipped ${error.code}`,
    });
    expect(stopped).toBe(error);
  });

  test('a mistake of our own while asking leaves the outcome unknown', async () => {
    const { outcomes } = await run([provision('p@x.org')], {
      'p@x.org': { kind: 'job', polls: 0, checkFails: new TypeError('undefined is not a function') },
    });
    expect(outcomes).toEqual({ 'provision:p@x.org': 'unknown unexpected' });
  });

  test('are asked once more after an interrupt, and then left', async () => {
    for (const [email, outcome] of [
      ['d@x.org', 'unknown job_still_running'],
      ['e@x.org', 'applied'],
    ] as const) {
      const changes = [deprovision(email)];
      const team = new FakeTeam({ [idOf('d@x.org')]: job(1000), [idOf('e@x.org')]: job(0) }, teamOf(changes));
      const stage = surroundings(team);
      team.onCall = ({ method }) => {
        if (method === 'removeMember') stage.interrupt('SIGINT');
      };
      const { results } = await execute(workOf(changes), stage);
      expect(outcomesOf(results)).toEqual({ [`deprovision:${email}`]: outcome });
      expect(stage.waits).toEqual([250]);
    }
  });
});
