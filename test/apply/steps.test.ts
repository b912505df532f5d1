import { describe, expect, test } from 'vitest';
import type { Stage } from '../../src/apply/stages.ts';
import { reasonToEnd, stepsOf, type Step } from '../../src/apply/steps.ts';
import { LostAnswerError } from '../../src/errors.ts';
import { deprovision, idOf, provision, rename, suspend } from '../helpers/changes.ts';
import { join, joinNew } from './changes.ts';
import { addresses, run } from './run.ts';

const LOST = new LostAnswerError('lost_answer', 'Lost.');

function shown(steps: readonly Step[]): string[] {
  return steps.map((step) =>
    step
      .map(({ changes, serial }) => `${changes.map(({ email }) => email).join(' ')}${serial ? '!' : ''}`)
      .join(' | '),
  );
}

describe('steps', () => {
  const stages: Stage[] = [
    { changes: addresses(3).map((email) => suspend(email)), serial: false },
    { changes: [join('g@x.org', 'Eng'), join('h@x.org', 'Eng')], serial: true },
  ];
  const [p1, p2, p3] = ['p1@x.org', 'p2@x.org', 'p3@x.org'];

  test.each<[number[], string[]]>([
    [[], [`${p1} ${p2} ${p3} | g@x.org h@x.org!`]],
    [[1], [p1, `${p2} ${p3} | g@x.org h@x.org!`]],
    [
      [1, 3],
      [p1, `${p2} ${p3} | g@x.org!`, 'h@x.org!'],
    ],
    [[3], [`${p1} ${p2} ${p3}`, 'g@x.org h@x.org!']],
    [[5], [`${p1} ${p2} ${p3} | g@x.org h@x.org!`]],
    [
      [2, 100, 1],
      [`${p1} ${p2}`, `${p3} | g@x.org h@x.org!`],
    ],
    [
      [0, 1],
      [p1, `${p2} ${p3} | g@x.org h@x.org!`],
    ],
  ])('of %j changes keep the order and the kind of the stages', (sizes, expected) => {
    expect(shown(stepsOf(stages, sizes))).toEqual(expected);
  });

  test('of nothing are none', () => {
    expect(stepsOf([], [1, 2])).toEqual([]);
  });
});

describe('after a step', () => {
  const steps = stepsOf([{ changes: addresses(4).map((email) => suspend(email)), serial: false }], [2]);
  const failed = { status: 'failed', error: { code: 'x', message: 'X.' } } as const;
  const [first, second, third, fourth] = addresses(4).map((email) => `suspend:${email}`) as [
    string,
    string,
    string,
    string,
  ];

  test('with more failures than allowed the run ends, and says where and what is left', () => {
    const error = reasonToEnd(steps, 0, new Map([[first, failed]]), 0);
    expect(error).toMatchObject({
      exitCode: 4,
      code: 'canary_stopped',
      message:
        'The run stopped after step 1 of 2: 1 of 2 changes failed or ended in doubt, and no more than 0 may. 2 changes after it were not reached.',
      details: { step: 1, steps: 2, failures: 1, changes: 2, notReached: 2 },
    });
    expect(error?.hint).toMatch(/same command/);
  });

  test('the sentence counts one change as one', () => {
    const one = stepsOf([{ changes: addresses(2).map((email) => suspend(email)), serial: false }], [1]);
    expect(reasonToEnd(one, 0, new Map([[first, failed]]), 0)?.message).toMatch(
      /1 of 1 change failed .* 1 change after it was not reached/,
    );
  });

  test('failed and unknown changes count, and nothing else does', () => {
    const unknown = { ...failed, status: 'unknown' } as const;
    const skipped = { ...failed, status: 'skipped' } as const;
    const applied = { status: 'applied', error: null } as const;
    const both = new Map([first, second].map((id, index) => [id, index === 0 ? failed : unknown] as const));
    expect(reasonToEnd(steps, 0, both, 1)).not.toBeNull();
    expect(reasonToEnd(steps, 0, both, 2)).toBeNull();
    expect(reasonToEnd(steps, 0, new Map([[first, skipped]]), 0)).toBeNull();
    expect(reasonToEnd(steps, 0, new Map([[first, applied]]), 0)).toBeNull();
    expect(reasonToEnd(steps, 0, new Map([[third, failed]]), 0)).toBeNull();
  });

  test('that is the last one there is nothing to end', () => {
    const all = new Map([third, fourth].map((id) => [id, failed] as const));
    expect(reasonToEnd(steps, 1, all, 0)).toBeNull();
  });
});

describe('a run in steps', () => {
  const refused = { kind: 'refused', code: 'suspend_last_admin' } as const;
  const changes = addresses(6).map((email) => suspend(email));

  test('goes on to its end when nothing fails', async () => {
    const { outcomes, stopped, team } = await run(changes, {}, { steps: [1, 2], concurrency: 16 });
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    expect(stopped).toBeNull();
    expect(team.greatestInFlight).toBe(3);
  });

  test('stops after the step in which a change failed, and reaches nobody after it', async () => {
    const { outcomes, stopped, team } = await run(
      changes,
      { [idOf('p2@x.org')]: refused },
      { steps: [1, 2] },
    );
    expect(Object.values(outcomes)).toEqual([
      'applied',
      'failed suspend_last_admin',
      'applied',
      ...Array<string>(3).fill('skipped canary_stopped'),
    ]);
    expect(stopped).toMatchObject({ code: 'canary_stopped', details: { step: 2, steps: 3, notReached: 3 } });
    expect(team.log).toHaveLength(3);
  });

  test('stops for an outcome in doubt as well', async () => {
    const { stopped } = await run(
      [deprovision('d@x.org'), ...changes],
      { [idOf('d@x.org')]: { kind: 'job', polls: 1_000_000 } },
      { steps: [1] },
    );
    expect(stopped).toMatchObject({ code: 'canary_stopped' });
  });

  test('bears as many failures in each step as it may', async () => {
    const tricks = { [idOf('p1@x.org')]: refused, [idOf('p2@x.org')]: { ...refused } };
    const { outcomes, stopped } = await run(changes, tricks, { steps: [1, 2], maxFailures: 1 });
    expect(stopped).toBeNull();
    expect(Object.values(outcomes).filter((outcome) => outcome === 'applied')).toHaveLength(4);
  });

  test('does not stop after its last step', async () => {
    const { stopped } = await run(changes, { [idOf('p6@x.org')]: refused }, { steps: [1, 2] });
    expect(stopped).toBeNull();
  });

  test('that stops for the whole run says that, and not how its step went', async () => {
    const { stopped } = await run(
      changes,
      Object.fromEntries(changes.map(({ memberId }) => [memberId, { kind: 'throws', error: LOST }])),
      { steps: [4], concurrency: 1 },
    );
    expect(stopped).toBe(LOST);
  });

  test('that was interrupted in a step says that', async () => {
    const { stopped } = await run(changes, { [idOf('p1@x.org')]: refused }, { steps: [1] }, (team, stage) => {
      team.onCall = ({ method }) => {
        if (method === 'suspendMember') stage.interrupt('SIGINT');
      };
    });
    expect(stopped).toMatchObject({ code: 'interrupted' });
  });

  test('keeps what it knows from step to step: accounts, groups and who waits for an address', async () => {
    const { outcomes, team } = await run(
      [
        rename('a@x.org', 'b@x.org'),
        rename('b@x.org', 'c@x.org'),
        provision('p@x.org'),
        joinNew('p@x.org', 'New', { memberId: null }),
        joinNew('q@x.org', 'New'),
      ],
      {},
      { steps: [1, 1, 1, 1] },
    );
    expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
    expect(team.log).toEqual([
      `setProfile ${idOf('b@x.org')}`,
      `setProfile ${idOf('a@x.org')}`,
      'addMembers p@x.org',
      'createGroup New',
      'addToGroup g:New p@x.org',
      `addToGroup g:New ${idOf('q@x.org')}`,
    ]);
  });
});
