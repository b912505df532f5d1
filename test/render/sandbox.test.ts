import { expect, test } from 'vitest';
import { renderSandbox } from '../../src/render/sandbox.ts';
import { plain } from './everything.ts';

const team = { id: 'dbtid:1', name: 'Rehearsal', licences: 10 };
const now = '2026-03-02T10:00:00Z';

test('the rehearsal team is a table of its members, and beneath it what was done to it', () => {
  const members = [
    { email: 'ada@example.com', status: 'active', name: 'Ada Admin', roles: ['Team'], recoverable: false },
    { email: 'b@example.com', status: 'removed', name: 'Ben', roles: [], recoverable: true },
    { email: 'cy@example.com', status: 'invited', name: '', roles: [], recoverable: false },
  ];
  const counters = { writes: 2, requests: { 'team/members/list_v2': 3 }, mailsSent: ['a', 'b'] };
  expect(renderSandbox({ team, members, counters, now }, plain().paint)).toMatchInlineSnapshot(`
    "Rehearsal, 10 licences, at 2026-03-02T10:00:00Z
      ada@example.com  active     Ada Admin  (Team)
      b@example.com    removed    Ben  (recoverable)
      cy@example.com   invited
    So far
      writes 2
      mailsSent 2
    "
  `);
});

test('a team without members is shown as well', () => {
  expect(renderSandbox({ team, members: [], counters: {}, now }, plain().paint)).toBe(
    'Rehearsal, 10 licences, at 2026-03-02T10:00:00Z\nSo far\n',
  );
});
