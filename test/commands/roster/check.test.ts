import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RosterCheck } from '../../../src/render/roster.ts';
import { rehearse } from '../../helpers/rehearsal.ts';

test('a sound roster is told with its mapping, and nobody is called', async () => {
  const here = await rehearse();
  const roster = await here.write('people.csv', [
    'E-Mail;First Name;Status',
    'ana@example.com;Ana;active',
    'info@example.com;;suspended',
    'gone@example.com;;removed',
  ]);
  const { exitCode, data, warnings, error } = await here.ask<RosterCheck>(`roster check ${roster}`);
  expect([exitCode, error]).toEqual([0, null]);
  expect(data).toEqual({
    source: 'people.csv',
    format: 'csv',
    dialect: 'teamsync',
    encoding: 'utf-8',
    delimiter: ';',
    columns: { email: 'E-Mail', givenName: 'First Name', status: 'Status' },
    people: 3,
    assigned: 1,
    suspended: 1,
    unassigned: 1,
    problems: [],
  });
  expect(warnings.map(({ code }) => code)).toEqual(['role_address']);
});

test('a roster with problems is told as far as it can be read, with exit 7 and every problem', async () => {
  const here = await rehearse();
  const roster = await here.write('people.csv', ['email,status', 'ana@,active', 'ben@example.com,gone']);
  const { exitCode, data, error } = await here.ask<RosterCheck>(`roster check ${roster}`);
  expect(exitCode).toBe(7);
  expect(error).toMatchObject({ code: 'invalid_roster', details: { problems: data.problems } });
  expect(data.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 'email', 'invalid_email'],
    [3, 'status', 'unknown_status'],
  ]);
  expect(data).toMatchObject({ people: 1, columns: { email: 'email', status: 'status' } });
  const { stdout, stderr } = await here.run(`roster check ${roster}`);
  expect(stdout).toContain('people.csv cannot be used');
  expect(stderr).toContain('people.csv:3 status "gone": expected one of active');
});

test('the settings of the profile or of a file say how it is read', async () => {
  const here = await rehearse();
  const roster = await here.write('people.csv', ['Adresse,Name', 'ana@example.com,Ana']);
  await here.write('s.json', ['{"roster":{"columns":{"email":"Adresse"}}}']);
  expect((await here.run(`roster check ${roster}`)).exitCode).toBe(7);
  const { data } = await here.ask<RosterCheck>(
    `roster check ${roster} --settings ${join(here.folder, 's.json')}`,
  );
  expect(data.columns).toEqual({ email: 'Adresse' });
});

test('a format may be said', async () => {
  const here = await rehearse();
  const roster = await here.write('people.txt', ['{"userName":"ana@example.com"}']);
  const { data } = await here.ask<RosterCheck>(`roster check ${roster} --format scim`);
  expect(data).toMatchObject({ format: 'scim', dialect: 'scim', delimiter: null, people: 1 });
});

test('bytes that are no text are a problem like others', async () => {
  const here = await rehearse();
  const roster = await here.write('people.csv', ['email', 'a\0b']);
  const { exitCode, data } = await here.ask<RosterCheck>(`roster check ${roster}`);
  expect([exitCode, data.problems.map(({ code }) => code)]).toEqual([7, ['nul_byte']]);
});
