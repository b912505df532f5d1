import { expect, it } from 'vitest';

import type { LivePerson } from '../../src/roster/live.ts';
import { rosterCsv, rosterDocument } from '../../src/roster/write.ts';

const ANA: LivePerson = {
  email: 'ana@example.com',
  givenName: '=1+1',
  surname: 'O"Brien, Jr.',
  externalId: "'7",
  status: 'active',
  groups: ['a', 'b'],
  role: null,
};

it('no cell of the CSV is a formula, and none breaks the line', () => {
  expect(rosterCsv([ANA], { excel: false })).toBe(
    'email,first_name,last_name,external_id,status,role,groups\n' +
      `ana@example.com,'=1+1,"O""Brien, Jr.",''7,active,,"a;b"\n`,
  );
});

it('a byte order mark stands before the CSV for Excel', () => {
  expect(rosterCsv([ANA], { excel: true })).toMatch(/^\ufeffemail,/);
});

it('a group whose name CSV would divide is refused, and JSON offered', () => {
  expect(() => rosterCsv([{ ...ANA, groups: ['a;b'] }], { excel: false })).toThrow(
    expect.objectContaining({
      code: 'group_not_writable',
      exitCode: 7,
      hint: 'Export it as JSON: --format json',
    }),
  );
});

it('the JSON leaves out what there is not', () => {
  const { role, ...rest } = ANA;
  expect([role, rosterDocument([ANA])]).toEqual([null, { version: 1, people: [rest] }]);
});

it('somebody without groups has an empty cell beside those who have some', () => {
  expect(rosterCsv([ANA, { ...ANA, groups: null }], { excel: false })).toMatch(/,active,,\n$/);
});
