import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { readRoster, type RosterReading } from '../../src/roster/read.ts';
import { rosterSettings } from './reading.ts';

const EXPORTS = fileURLToPath(new URL('../../fixtures/exports', import.meta.url));

function readExport(name: string): Promise<RosterReading> {
  return readRoster(name, { stdin: Readable.from([]), cwd: EXPORTS, settings: rosterSettings() });
}

/** Each person in a few words. */
function told({ roster }: RosterReading): string[] {
  return roster.people.map(
    ({ email, givenName, surname, externalId, wanted }) =>
      `${email} ${givenName ?? '-'} ${surname ?? '-'} ${externalId ?? '-'} ${wanted}`,
  );
}

const codesOf = ({ warnings }: RosterReading): string[] => warnings.map(({ code }) => code);

describe('the export of', () => {
  it('Okta', async () => {
    const reading = await readExport('okta.csv');
    expect(reading.dialect).toBe('okta');
    expect(reading.roster.columns).toEqual({
      email: 'email',
      givenName: 'firstName',
      surname: 'lastName',
      externalId: 'id',
      status: 'status',
    });
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt 00u1abcdEFGH1234x0x7 active',
      'ana.lopez@example.com Ana López 00u1abcdEFGH1234x0x8 active',
      'dmitri.ivanov@example.com Dmitri Ivanov 00u1abcdEFGH1234x0x9 active',
      'ben.okafor@example.com Ben Okafor 00u1abcdEFGH1234x0xA suspended',
      'greta.lind@example.com Greta Lind 00u1abcdEFGH1234x0xB unassigned',
    ]);
    expect(codesOf(reading)).toEqual(['ignored_column', 'login_differs']);
    expect(reading.warnings[1]?.message).toContain(
      'line 5 "ben.okafor@example.com", not "ben.okafor@corp.example.com"',
    );
  });

  it('Google Workspace, with a new primary address as a rename', async () => {
    const reading = await readExport('google-workspace.csv');
    expect(reading.dialect).toBe('google');
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt E100 active',
      'ana.garcia@example.com Ana López E101 active',
      'ben.okafor@example.com Ben Okafor E102 suspended',
      'greta.lind@example.com Greta Lind E103 suspended',
    ]);
    expect(reading.roster.people[1]?.previousEmail).toBe('ana.lopez@example.com');
    expect(reading.roster.columns).toMatchObject({
      email: 'Email Address [Required]',
      previousEmail: 'New Primary Email [UPLOAD ONLY]',
      status: 'Status [READ ONLY]',
      externalId: 'Employee ID',
    });
    expect(codesOf(reading)).toEqual(['ignored_column']);
  });

  it('Entra, where the mail address counts and the login stands in for one', async () => {
    const reading = await readExport('entra.csv');
    expect(reading.dialect).toBe('entra');
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt 7cc0c81b-f2a2-489a-8243-eda96da4214d active',
      'ana.lopez@example.com Ana López 0f0f5e4c-77a1-4c2e-9f6b-1d1f7d0b9a11 active',
      'ben.okafor@example.com Ben Okafor 9b2d6a20-3c0c-4a0e-8a50-0f8a5f1c2b33 suspended',
      'dmitri.ivanov@example.com Dmitri Ivanov c3e7f6a1-58d4-4d0b-b7d2-2f7f1f6e9c44 active',
    ]);
    expect(reading.roster.columns).toMatchObject({ email: 'mail', status: 'accountEnabled' });
    expect(codesOf(reading)).toEqual(['ignored_column', 'login_differs', 'login_for_email']);
  });

  it('Microsoft 365, which says who is blocked', async () => {
    const reading = await readExport('microsoft-365.csv');
    expect(reading.dialect).toBe('microsoft365');
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt 7cc0c81b-f2a2-489a-8243-eda96da4214d active',
      'ben.okafor@example.com Ben Okafor 9b2d6a20-3c0c-4a0e-8a50-0f8a5f1c2b33 suspended',
    ]);
    expect(reading.roster.columns).toMatchObject({
      email: 'User principal name',
      status: 'Block credential',
    });
  });

  it('BambooHR', async () => {
    const reading = await readExport('bamboohr.csv');
    expect(reading.dialect).toBe('bamboohr');
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt 1001 active',
      'ana.lopez@example.com Ana López 1002 active',
      'ben.okafor@example.com Ben Okafor 1003 suspended',
    ]);
    expect(codesOf(reading)).toEqual(['ignored_column']);
  });

  it('Dropbox itself', async () => {
    const reading = await readExport('dropbox.csv');
    expect(reading.dialect).toBe('dropbox');
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt - active',
      'ana.lopez@example.com Ana López - active',
      'dmitri.ivanov@example.com Dmitri Ivanov - active',
      'ben.okafor@example.com Ben Okafor - suspended',
    ]);
    expect(reading.roster.people.map(({ role }) => role)).toEqual([
      'Team admin',
      'Member',
      'Member',
      'Member',
    ]);
  });

  it.each(['scim.json', 'scim.ndjson'])('a SCIM directory as %s', async (name) => {
    const reading = await readExport(name);
    expect(reading).toMatchObject({ dialect: 'scim', delimiter: null, encoding: 'utf-8' });
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt E100 active',
      'ana.lopez@example.com Ana López E101 active',
      'ben.okafor@example.com Ben Okafor E102 suspended',
    ]);
    expect(reading.roster.columns).toMatchObject({ givenName: 'name.givenName', status: 'active' });
  });

  it('a SCIM directory with its groups and the lines of its users', async () => {
    const { roster } = await readExport('scim.json');
    expect(roster.format).toBe('scim');
    expect(roster.people.map(({ groups, line }) => [groups, line])).toEqual([
      [['IT'], 7],
      [['Design', 'Product'], 17],
      [[], 33],
    ]);
  });
});

describe('an ugly file', () => {
  it('in Windows-1252 with semicolons is read, and its encoding told', async () => {
    const reading = await readExport('ugly-windows-1252.csv');
    expect(reading).toMatchObject({ encoding: 'windows-1252', delimiter: ';', dialect: 'teamsync' });
    expect(told(reading)).toEqual([
      'juergen.weiss@example.com Jürgen Weiß P-17 active',
      'zoe.faerber@example.com Zoë Färber P-18 active',
    ]);
    expect(codesOf(reading)).toEqual(['ignored_column', 'encoding_detected']);
  });

  it('in UTF-16 with tabs is read', async () => {
    const reading = await readExport('ugly-utf-16.txt');
    expect(reading).toMatchObject({ encoding: 'utf-16le', delimiter: '\t', dialect: 'dropbox' });
    expect(told(reading)).toEqual([
      'olivia.brandt@example.com Olivia Brandt - active',
      'ana.lopez@example.com Ana López - active',
    ]);
    expect(codesOf(reading)).toEqual([]);
  });

  it('in which a spreadsheet rewrote the ids is read with warnings that name the lines', async () => {
    const { warnings } = await readExport('ugly-excel-ids.csv');
    expect(warnings.map(({ message }) => message)).toEqual([
      'A spreadsheet seems to have turned ids in "external_id" into dates: line 2 "2026-03-01"; line 5 "Mar-26".',
      'A spreadsheet seems to have rounded ids in "external_id": line 3 "1.23E+05".',
    ]);
  });
});
