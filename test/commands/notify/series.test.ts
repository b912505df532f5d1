import { describe, expect, test } from 'vitest';
import type { NotifyEvent } from '../../../src/commands/notify/events.ts';
import { heardAfter, newsIn, type Heard } from '../../../src/commands/notify/series.ts';

const NOW = new Date('2026-03-02T10:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

type Ended = readonly [exitCode: number, code: string | null, events: NotifyEvent[]];

const WELL: Ended = [0, null, []];
const CHANGED: Ended = [0, null, ['change']];
const DEAD: Ended = [5, 'grant_dead', ['failure']];
const ODD: Ended = [5, 'other_team', ['failure']];
const REFUSED: Ended = [3, 'too_many_deprovisions', ['refusal']];
const PARTLY: Ended = [4, 'some_changes_failed', ['failure', 'change']];
const INTERRUPTED: Ended = [143, 'interrupted', []];

const endOf = ([exitCode, code, events]: Ended) => ({ exitCode, code, events, at: NOW });
const heardOf = ([exitCode, code]: Ended, fields: Partial<Heard> = {}): Heard => ({
  exitCode,
  code,
  toldAt: null,
  alarmed: false,
  ...fields,
});
const told = (ended: Ended, hours: number): Heard =>
  heardOf(ended, { toldAt: hoursAgo(hours), alarmed: true });

describe('what is news', () => {
  test.each<[string, Heard | null, Ended, NotifyEvent[]]>([
    ['the first run, if it failed', null, DEAD, ['failure']],
    ['a failure after a good run', heardOf(WELL), DEAD, ['failure']],
    ['no failure that was told of an hour ago', told(DEAD, 1), DEAD, []],
    ['nor almost a day ago', told(DEAD, 23.9), DEAD, []],
    ['but one that lasts a day', told(DEAD, 24), DEAD, ['failure']],
    ['a failure of which the message did not arrive', heardOf(DEAD), DEAD, ['failure']],
    ['another code of the same exit code', told(DEAD, 1), ODD, ['failure']],
    ['another exit code', told(DEAD, 1), REFUSED, ['refusal']],
    ['no refusal that was told of', told(REFUSED, 1), REFUSED, []],
    ['of a lasting failure what it changed', told(PARTLY, 1), PARTLY, ['change']],
    ['every change', heardOf(CHANGED, { toldAt: hoursAgo(1) }), CHANGED, ['change']],
    ['nothing of a good run', heardOf(WELL), WELL, []],
    ['no good run after a failure that nobody heard of', heardOf(DEAD), WELL, []],
    ['no interruption', told(DEAD, 1), INTERRUPTED, []],
  ])('%s', (_name, heard, ended, events) => {
    expect(newsIn(endOf(ended), heard).events).toEqual(events);
  });

  test.each<[string, Heard | null, Ended, boolean]>([
    ['a good run after a failure that was told of', told(DEAD, 1), WELL, true],
    ['one that changed something', told(REFUSED, 1), CHANGED, true],
    ['not after a failure that nobody heard of', heardOf(DEAD), WELL, false],
    ['not after another good run', heardOf(WELL), WELL, false],
    ['not by another failure', told(DEAD, 1), REFUSED, false],
    ['not by an interruption', told(DEAD, 1), INTERRUPTED, false],
  ])('a recovery is %s', (_name, heard, ended, recovered) => {
    expect(newsIn(endOf(ended), heard).recovered).toBe(recovered);
  });
});

describe('what is remembered', () => {
  test.each<[string, Heard | null, Ended, boolean, Partial<Heard>]>([
    ['when a failure was told', null, DEAD, true, { toldAt: NOW, alarmed: true }],
    ['that nobody heard of it', null, DEAD, false, { toldAt: null, alarmed: false }],
    ['the first message of what lasts', told(DEAD, 5), DEAD, false, { toldAt: hoursAgo(5), alarmed: true }],
    ['that the next failure is another one', told(DEAD, 5), ODD, false, { toldAt: null, alarmed: true }],
    ['that a recovery was told', told(DEAD, 5), WELL, true, { alarmed: false }],
    ['that a recovery has still to be told', told(DEAD, 5), WELL, false, { alarmed: true }],
    ['nothing of a message about a change', heardOf(WELL), CHANGED, true, { alarmed: false }],
  ])('%s', (_name, heard, ended, isTold, expected) => {
    const [exitCode, code] = ended;
    expect(heardAfter(endOf(ended), heard, isTold)).toMatchObject({ exitCode, code, ...expected });
  });
});

test('a failure that lasts a week is told of once a day, and its end once', () => {
  let heard: Heard | null = null;
  const messages: number[] = [];
  for (let hour = 0; hour <= 7 * 24 + 5; hour += 1) {
    const ended = { ...endOf(hour <= 7 * 24 ? DEAD : WELL), at: new Date(NOW.getTime() + hour * 3_600_000) };
    const { events } = newsIn(ended, heard);
    if (events.length > 0) messages.push(hour);
    heard = heardAfter(ended, heard, events.length > 0);
  }
  expect(messages).toEqual([0, 24, 48, 72, 96, 120, 144, 168, 169]);
});
