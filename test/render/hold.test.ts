import { expect, test } from 'vitest';
import { renderHolds } from '../../src/render/hold.ts';
import { inZone } from '../../src/render/local-time.ts';
import { plain } from './everything.ts';

const { paint } = plain();
const since = '2026-11-25T15:25:08.000Z';

test('who is on hold stands in a table, without an end or with one', () => {
  const holds = [
    { email: 'ana@example.com', since, until: null, why: 'Legal' },
    { email: 'benedikt@example.com', since, until: '2026-12-25T00:00:00.000Z', why: 'Parental leave' },
  ];
  expect(inZone(renderHolds(holds, paint), 'UTC')).toMatchInlineSnapshot(`
    "EMAIL                 SINCE                       UNTIL                       WHY
    ana@example.com       2026-11-25 15:25 UTC        removed                     Legal
    benedikt@example.com  2026-11-25 15:25 UTC        2026-12-25 00:00 UTC        Parental leave
    "
  `);
});

test('nobody on hold is said', () => {
  expect(renderHolds([], paint)).toBe('Nobody is on hold.\n');
});

test('a reason that was put into the file by hand cannot steer the terminal', () => {
  const holds = [{ email: 'ana@example.com', since, until: null, why: 'a\u001b[2J\nb' }];
  expect(renderHolds(holds, paint)).toContain('a\\u{1b}[2J\\u{a}b\n');
});
