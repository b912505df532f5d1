import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { onTestFinished } from 'vitest';

import { InvalidInputError } from '../../src/errors.ts';
import type { Problem } from '../../src/roster/problem.ts';
import { readRoster, type RosterReading } from '../../src/roster/read.ts';
import { settingsSchema, type Settings } from '../../src/settings/schema.ts';
import type { Person } from '../../src/team.ts';

export type RosterSettings = Settings['roster'];

/** The default roster settings with some of them changed. */
export function rosterSettings(changes: Partial<RosterSettings> = {}): RosterSettings {
  return { ...settingsSchema.parse({}).roster, ...changes };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Reads bytes that arrive on standard input. */
export function readBytes(
  bytes: Uint8Array | string,
  options: { format?: string; settings?: Partial<RosterSettings> } = {},
): Promise<RosterReading> {
  return readRoster('-', {
    format: options.format,
    stdin: Readable.from([Buffer.from(bytes)]),
    cwd: '/',
    settings: rosterSettings(options.settings),
  });
}

/** Reads a file of that name and content from a temporary folder. */
export async function readFile(
  name: string,
  content: Uint8Array | string,
  settings: Partial<RosterSettings> = {},
): Promise<RosterReading> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, name), content);
  return readRoster(name, { stdin: Readable.from([]), cwd, settings: rosterSettings(settings) });
}

/** Reads CSV lines. */
export function readLines(
  lines: readonly string[],
  settings?: Partial<RosterSettings>,
): Promise<RosterReading> {
  return readBytes(lines.join('\n'), { format: 'csv', ...(settings === undefined ? {} : { settings }) });
}

/** Reads a value as a JSON roster. */
export function readValue(value: unknown, settings?: Partial<RosterSettings>): Promise<RosterReading> {
  return readBytes(JSON.stringify(value), {
    format: 'json',
    ...(settings === undefined ? {} : { settings }),
  });
}

/** The error of a reading that must fail. */
export async function refusal(reading: Promise<RosterReading>): Promise<InvalidInputError> {
  const outcome: unknown = await reading.catch((error: unknown) => error);
  if (outcome instanceof InvalidInputError) return outcome;
  throw new Error('expected the roster to be refused', { cause: outcome });
}

/** The problems of a reading that must fail for its content. */
export async function problemsOf(reading: Promise<RosterReading>): Promise<Problem[]> {
  const { code, details } = await refusal(reading);
  if (code !== 'invalid_roster' || typeof details !== 'object' || details === null) throw new Error(code);
  return new Map<string, Problem[]>(Object.entries(details)).get('problems') ?? [];
}

/** Where problems stand and which they are: `line column code`. */
export async function placesOf(reading: Promise<RosterReading>): Promise<string[]> {
  const problems = await problemsOf(reading);
  return problems.map(({ line, column, code }) => `${String(line)} ${column ?? '-'} ${code}`);
}

/** The people of a roster by e-mail, without the lines on which they stand. */
export function byEmail(people: readonly Person[]): Map<string, Person> {
  return new Map(people.map((person) => [person.email, { ...person, line: 0 }]));
}
