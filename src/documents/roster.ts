import * as z from 'zod';
import { code, count, sentence } from './scalars.ts';
import { rosterFormat } from './team.ts';

const emails = z.array(z.string());

const problem = z
  .strictObject({
    line: z.int().describe('1-based.'),
    column: z.string().nullable().describe('Header or key; null where the whole line is meant.'),
    value: z.string().nullable().describe('As met, cut to 120 characters; null where there is none.'),
    code,
    message: sentence,
  })
  .meta({ id: 'RosterProblem', description: 'Something that is wrong with a roster.' });

/** How a roster is read. */
export const rosterCheck = z
  .strictObject({
    source: z.string().describe('The path as typed, or - for standard input.'),
    format: rosterFormat,
    dialect: z
      .enum(['teamsync', 'okta', 'google', 'entra', 'microsoft365', 'bamboohr', 'dropbox', 'scim'])
      .describe('Whose export it is; teamsync for a roster of our own.'),
    encoding: z.string().nullable().describe('null for a workbook.'),
    delimiter: z.enum([',', ';', '\t']).nullable().describe('null for everything but CSV.'),
    columns: z.record(z.string(), z.string()).describe('Field, as JSON rosters call it, to header or key.'),
    people: count,
    assigned: count,
    suspended: count,
    unassigned: count,
    problems: z.array(problem).describe('By line; empty where the roster can be used.'),
  })
  .meta({ id: 'RosterCheck', description: 'How a roster is read, and what is wrong with it.' });

/** What differs between two rosters. */
export const rosterDiff = z
  .strictObject({
    joined: emails.describe('Assigned now and not before.'),
    left: emails.describe('No longer assigned.'),
    suspended: emails.describe('Assigned in both, suspended only now.'),
    back: emails.describe('Assigned in both, suspended only before.'),
    renamed: z.array(z.strictObject({ from: z.string(), to: z.string() })),
    groups: z
      .array(z.strictObject({ group: z.string(), added: emails, removed: emails }))
      .describe('Only of people who are in both rosters.'),
  })
  .meta({ id: 'RosterDiff', description: 'What differs between two rosters, by e-mails.' });

const exportedPerson = z.strictObject({
  email: z.string(),
  givenName: z.string().exactOptional(),
  surname: z.string().exactOptional(),
  externalId: z.string().exactOptional(),
  status: z.enum(['active', 'suspended']),
  groups: z.array(z.string()).exactOptional(),
  role: z.string().exactOptional(),
});

/** The team as a roster. */
export const rosterExport = z
  .strictObject({
    format: z.enum(['csv', 'json']),
    out: z.string().nullable().describe('The file that was written; null without --out.'),
    people: count,
    roster: z
      .strictObject({ version: z.literal(1), people: z.array(exportedPerson) })
      .nullable()
      .describe('The roster, as JSON rosters are; null with --out.'),
  })
  .meta({ id: 'RosterExport', description: 'The team as a roster.' });

/** The schema of rosters. */
export const printedSchema = z
  .strictObject({ schema: z.looseObject({}).describe('The JSON Schema of JSON rosters.') })
  .meta({ id: 'PrintedSchema', description: 'The JSON Schema of JSON rosters.' });
