import { describe, expect, test } from 'vitest';
import { nextOpening } from '../../src/plan/windows.ts';

type Window = Parameters<typeof nextOpening>[0][number];

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const office = (zone: string): Window => ({ days: [...WEEKDAYS], from: '08:00', to: '17:00', zone });

/** What `nextOpening` says for this moment; `open` when that is the moment itself. */
function opening(windows: Window[], now: string): string {
  const at = new Date(now);
  const next = nextOpening(windows, at);
  return next.getTime() === at.getTime() ? 'open' : next.toISOString();
}

describe('windows', () => {
  test.each([
    ['2026-03-02T08:00:00Z', 'open'],
    ['2026-03-02T16:59:59.999Z', 'open'],
    ['2026-03-02T17:00:00Z', '2026-03-03T08:00:00.000Z'],
    ['2026-03-02T07:59:30Z', '2026-03-02T08:00:00.000Z'],
    ['2026-03-06T17:00:00Z', '2026-03-09T08:00:00.000Z'],
    ['2026-03-08T12:00:00Z', '2026-03-09T08:00:00.000Z'],
  ])('on office days in UTC, %s: %s', (now, expected) => {
    expect(opening([office('UTC')], now)).toBe(expected);
  });

  test.each([
    // Berlin is an hour ahead of UTC in winter and two in summer; the clock changed on 29 March 2026.
    ['Europe/Berlin', '2026-03-27T07:00:00Z', 'open'],
    ['Europe/Berlin', '2026-03-27T06:59:00Z', '2026-03-27T07:00:00.000Z'],
    ['Europe/Berlin', '2026-03-27T16:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30T06:00:00Z', 'open'],
    // In New York it changed on 8 March, and back on 1 November.
    ['America/New_York', '2026-03-06T22:00:00Z', '2026-03-09T12:00:00.000Z'],
    ['America/New_York', '2026-10-30T21:00:00Z', '2026-11-02T13:00:00.000Z'],
    // There it is Monday already or still.
    ['Pacific/Kiritimati', '2026-03-01T18:00:00Z', 'open'],
    ['Pacific/Pago_Pago', '2026-03-02T18:00:00Z', '2026-03-02T19:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-02T02:14:00Z', '2026-03-02T02:15:00.000Z'],
  ])('in %s, %s: %s', (zone, now, expected) => {
    expect(opening([office(zone)], now)).toBe(expected);
  });

  test('the first of several to open counts', () => {
    const sunday: Window = { days: ['sun'], from: '00:00', to: '06:00', zone: 'UTC' };
    expect(opening([office('UTC'), sunday], '2026-03-06T18:00:00Z')).toBe('2026-03-08T00:00:00.000Z');
    expect(opening([office('UTC'), sunday], '2026-03-08T05:59:00Z')).toBe('open');
  });

  test('a window in the hour that the clock skips opens a week later', () => {
    const night: Window = { days: ['sun'], from: '02:10', to: '02:50', zone: 'Europe/Berlin' };
    expect(opening([night], '2026-03-23T00:00:00Z')).toBe('2026-04-05T00:10:00.000Z');
  });

  test('a window in the hour that the clock repeats opens twice', () => {
    const night: Window = { days: ['sun'], from: '02:10', to: '02:50', zone: 'Europe/Berlin' };
    expect(opening([night], '2026-10-25T00:10:00Z')).toBe('open');
    expect(opening([night], '2026-10-25T00:50:00Z')).toBe('2026-10-25T01:10:00.000Z');
    expect(opening([night], '2026-10-25T01:50:00Z')).toBe('2026-11-01T01:10:00.000Z');
  });

  test('one minute a week is found', () => {
    const minute: Window = { days: ['wed'], from: '23:58', to: '23:59', zone: 'UTC' };
    expect(opening([minute], '2026-03-04T23:59:00Z')).toBe('2026-03-11T23:58:00.000Z');
  });
});
