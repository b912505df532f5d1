import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { parse } from 'csv-parse';
import { expect, it } from 'vitest';

import { readRoster } from '../../src/roster/read.ts';
import { readValue, rosterSettings } from './reading.ts';

const PEOPLE = 100_000;
/** About twice is what it takes alone; other work on the machine may come between. */
const MOST_TIMES_CSV_PARSE = 6;

const numbers = Array.from({ length: PEOPLE }, (_, index) => String(index));

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

it('a hundred thousand rows take a small multiple of the time that parsing them takes', async () => {
  const header = 'email,first_name,last_name,external_id,status,groups\n';
  const rows = numbers.map(
    (n) => `p${n}@example.com,Given${n},Sur${n},E${n},active,all;team${n.slice(-2)}\n`,
  );
  const text = Buffer.from(header + rows.join(''));
  const inChunks = (): Readable =>
    Readable.from(
      Array.from({ length: Math.ceil(text.length / 65_536) }, (_, at) =>
        text.subarray(at * 65_536, (at + 1) * 65_536),
      ),
    );
  const own = async (): Promise<void> => {
    const parser = parse().resume();
    await pipeline(inChunks(), parser);
  };
  const ours = async (): Promise<void> => {
    const settings = rosterSettings();
    const { roster } = await readRoster('-', { stdin: inChunks(), cwd: '/', settings });
    expect(roster.people).toHaveLength(PEOPLE);
  };
  const times: number[] = [];
  for (const work of [own, ours, own, ours, own, ours]) times.push(await millisecondsOf(work));
  const best = (parity: number): number => Math.min(...times.filter((_, index) => index % 2 === parity));
  expect(best(1)).toBeLessThan(MOST_TIMES_CSV_PARSE * best(0));
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
