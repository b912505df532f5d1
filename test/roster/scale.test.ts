import { Readable } from 'node:stream';
import { expect, it } from 'vitest';

import { readRoster } from '../../src/roster/read.ts';
import { readValue, rosterSettings } from './reading.ts';

const PEOPLE = 100_000;

const numbers = Array.from({ length: PEOPLE }, (_, index) => String(index));

it('a hundred thousand rows of a CSV roster are read', async () => {
  const header = 'email,first_name,last_name,external_id,status,groups\n';
  const rows = numbers.map(
    (n) => `p${n}@example.com,Given${n},Sur${n},E${n},active,all;team${n.slice(-2)}\n`,
  );
  const settings = rosterSettings();
  const stdin = Readable.from([Buffer.from(header), ...rows.map((row) => Buffer.from(row))]);
  const { roster } = await readRoster('-', { stdin, cwd: '/', settings });
  expect(roster.people).toHaveLength(PEOPLE);
});

it('a hundred thousand people of a JSON roster with nested groups are read', async () => {
  const emails = numbers.map((n) => `p${n}@example.com`);
  const chain = Array.from({ length: 200 }, (_, at) => ({
    name: `g${String(at)}`,
    groups: [`g${String(at + 1)}`],
  }));
  const { roster } = await readValue({
    version: 1,
    groups: [...chain, { name: 'g200', members: emails.slice(0, 1000) }],
    people: emails.map((email) => ({ email })),
  });
  expect(roster.people).toHaveLength(PEOPLE);
  expect(roster.people[0]?.groups).toHaveLength(201);
});
