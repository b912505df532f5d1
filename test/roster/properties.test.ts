import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { InvalidInputError } from '../../src/errors.ts';
import { byEmail, readBytes, readLines, readValue } from './reading.ts';

const GROUPS = ['a', 'b', 'c'] as const;
const ASSIGNED_GROUPS = fc.subarray([...GROUPS]);

/** One row of somebody: what contradicts itself within one person is drawn once for each of them. */
const person = fc.record({
  name: fc.constantFrom(null, 'Ana', 'Zoë', 'O’Brien, Jr.', '=1+1', "'t Hooft"),
  hasId: fc.boolean(),
  status: fc.constantFrom(null, 'active', 'Suspended', 'inactive', 'removed'),
  assigned: fc.constantFrom(null, true, false),
  priority: fc.constantFrom(null, 1, -2.5),
  groups: fc.array(fc.subarray([...GROUPS]), { minLength: 1, maxLength: 3 }),
});

interface Entry {
  email: string;
  givenName: string | null;
  externalId: string | null;
  status: string | null;
  assigned: boolean | null;
  priority: number | null;
  groups: string[];
}

/** Several people, each in one to three rows, always one of them assigned. */
const entries = fc.array(person, { maxLength: 8 }).map((people) => {
  const drawn = people.flatMap(({ name, hasId, groups, ...rest }, index) =>
    groups.map((own): Entry => ({
      email: `person${String(index)}@example.com`,
      givenName: name,
      externalId: hasId ? `E${String(index)}` : null,
      ...rest,
      groups: own,
    })),
  );
  const sure: Entry = {
    email: 'sure@example.com',
    givenName: null,
    externalId: null,
    status: null,
    assigned: true,
    priority: null,
    groups: [],
  };
  return [...drawn, sure];
});

const shuffled = entries.chain((rows) =>
  fc.shuffledSubarray(rows, { minLength: rows.length }).map((other) => ({ rows, other })),
);

function cell(value: string | number | boolean | null): string {
  const text = String(value ?? '');
  return `"${(/^[=+\-@']/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function csvLines(rows: readonly Entry[]): string[] {
  const lines = rows.map(({ email, givenName, externalId, status, assigned, priority, groups }) =>
    [email, givenName, externalId, status, assigned, priority, groups.join(';')].map(cell).join(','),
  );
  return ['email,first_name,external_id,status,assigned,priority,groups', ...lines];
}

describe('for any roster', () => {
  it('the order of its rows does not change what is wanted for anybody', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, ASSIGNED_GROUPS, async ({ rows, other }, assignedGroups) => {
        const [one, two] = await Promise.all([
          readLines(csvLines(rows), { assignedGroups }),
          readLines(csvLines(other), { assignedGroups }),
        ]);
        expect(byEmail(two.roster.people)).toEqual(byEmail(one.roster.people));
      }),
    );
  });

  it('CSV and JSON of the same people read the same', async () => {
    await fc.assert(
      fc.asyncProperty(entries, ASSIGNED_GROUPS, async (rows, assignedGroups) => {
        const [csv, json] = await Promise.all([
          readLines(csvLines(rows), { assignedGroups }),
          readValue(rows, { assignedGroups }),
        ]);
        expect(byEmail(json.roster.people)).toEqual(byEmail(csv.roster.people));
        expect(json.roster.people.map(({ email }) => email)).toEqual(
          csv.roster.people.map(({ email }) => email),
        );
      }),
    );
  });

  it('groups inside groups say the same as lists of groups written out', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.subarray([...GROUPS]), async (rows, inner) => {
        const people = [...new Map(rows.map((row) => [row.email, row])).values()];
        const nested = await readValue({
          version: 1,
          groups: [{ name: 'outer', groups: inner }, ...GROUPS.map((name) => ({ name }))],
          people,
        });
        const flat = await readValue(
          people.map((entry) => ({
            ...entry,
            groups: entry.groups.some((name) => inner.some((child) => child === name))
              ? [...entry.groups, 'outer']
              : entry.groups,
          })),
        );
        expect(byEmail(nested.roster.people)).toEqual(byEmail(flat.roster.people));
      }),
    );
  });
});

/** Bytes near enough to rosters to reach every corner of the reader. */
const FRAGMENTS = [
  'email',
  'groups',
  'ana@example.com',
  ',',
  ';',
  '\t',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  "'",
  ' ',
  '{',
  '}',
  '[',
  ']',
  ':',
  '"email":',
  '"people":',
  '"userName":"ana@example.com"',
  '"emails":[{"value":',
  '"Resources":[',
  'login',
  'userPrincipalName',
  'status',
  'Invited',
  'PK\x03\x04',
  '\ufeff',
  '"version":1',
  '"groups":[',
  '"__proto__":',
  '__proto__',
  'null',
  '1e999',
  '\\',
  '\\ud800',
  '/*',
  '\u202e',
  '🙂',
  '\0',
];

const nearlyRoster = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...FRAGMENTS).map((text) => Buffer.from(text)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)) },
    ),
    { maxLength: 40 },
  )
  .map((pieces) => Buffer.concat(pieces));

const anyBytes = fc.oneof(nearlyRoster, fc.uint8Array({ maxLength: 200 }));

describe('any bytes', () => {
  it.each([undefined, 'csv', 'json', 'ndjson', 'scim', 'xlsx'])(
    'are a roster or an explained refusal (format %s)',
    async (format) => {
      await fc.assert(
        fc.asyncProperty(anyBytes, async (bytes) => {
          const options = format === undefined ? {} : { format };
          const outcome: unknown = await readBytes(bytes, options).catch((error: unknown) => error);
          if (outcome instanceof Error) {
            expect(outcome).toBeInstanceOf(InvalidInputError);
            expect(outcome.message).toContain('nothing was sent to Dropbox');
            expect(outcome.message).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
          }
        }),
        { numRuns: 1500 },
      );
    },
  );
});
