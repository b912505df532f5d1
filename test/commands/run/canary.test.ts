import { expect, test } from 'vitest';
import { paceOf, withRemedy } from '../../../src/commands/run/canary.ts';
import type { OwnPlan } from '../../../src/commands/run/wishes.ts';
import { EXIT, TeamsyncError } from '../../../src/errors.ts';
import { contextWith } from '../../helpers/context.ts';
import { inSync } from '../../helpers/team-builder.ts';
import { wishesOf } from './wishes-of.ts';

const context = contextWith({ profile: 'acme' });
const wishes = wishesOf(inSync(1));
const own: OwnPlan = {
  command: 'undo',
  check: () => undefined,
  planner: () => Promise.reject(new Error('nobody plans')),
  telling: () => ({
    source: { label: '', text: '' },
    first: { heading: '', items: [] },
    nothing: '',
  }),
};
const stopped = (code: string): TeamsyncError =>
  new TeamsyncError(EXIT.someFailed, code, 'Stopped.', { hint: 'Its own.', details: { step: 1 } });

test('a run goes in the steps that were asked for, or all at once', () => {
  expect(paceOf({}, 40)).toEqual({ steps: null, maxFailures: 0 });
  expect(paceOf({ canary: [1, '25%'], maxFailures: 2 }, 40)).toEqual({ steps: [1, 10], maxFailures: 2 });
});

test('a canary that stopped a run with a roster behind it says how to go on', () => {
  expect(withRemedy({ id: 'run-1', context, wishes }, stopped('canary_stopped'))).toMatchObject({
    exitCode: 4,
    code: 'canary_stopped',
    message: 'Stopped.',
    hint: 'To do what is left of this plan once that is put right: teamsync apply --resume run-1 --profile acme',
    details: { step: 1 },
  });
});

test('every other error, and one of a run without a roster, keeps the remedy that it has', () => {
  const canary = stopped('canary_stopped');
  expect(withRemedy({ id: 'run-1', context, wishes: { ...wishes, own } }, canary)).toBe(canary);
  const other = stopped('dropbox_unavailable');
  expect(withRemedy({ id: 'run-1', context, wishes }, other)).toBe(other);
  expect(withRemedy({ id: 'run-1', context, wishes }, null)).toBeNull();
});
