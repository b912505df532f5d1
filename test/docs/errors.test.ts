import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { collectCodes, type Codes } from './codes.ts';
import { readPage } from './page.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src');
const PLACES = ['error', 'warning', 'blocked', 'kept', 'change', 'decision', 'problem', 'finding'];
const ROW = /^\| `([a-z0-9_]+)` *\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/;
/** Reading the whole source with the compiler takes its time. */
const COMPILER_MS = 240_000;

interface Entry {
  code: string;
  places: string[];
  exits: string[];
  meaning: string;
  remedy: string;
}

/** Errors that carry a code from elsewhere: Dropbox's own tags, those of settings, and errors that are told once more. */
const PASSED_ON = [
  'src/apply/apply.ts: code',
  'src/auth/environment.ts: code',
  'src/auth/open-session.ts: error.code',
  'src/commands/doctor.ts: code',
  'src/commands/run/write-report.ts: cause.code',
  'src/commands/watch/options.ts: code',
  'src/dropbox/identity.ts: error.code',
  'src/dropbox/refusal.ts: tag',
  'src/settings/check.ts: parts.code ?? problems[0].code',
];

function entriesOf(page: string): Entry[] {
  return page.split('\n').flatMap((line) => {
    const [found, code = '', places = '', exits = '', meaning = '', remedy = ''] = ROW.exec(line) ?? [];
    if (found === undefined || PLACES.includes(code)) return [];
    const list = (cell: string): string[] => cell.split(',').map((word) => word.trim());
    return [
      { code, places: list(places), exits: list(exits), meaning: meaning.trim(), remedy: remedy.trim() },
    ];
  });
}

/** All code of the program and of the emulator, which speaks with Dropbox's tags. */
function sourceText(): string {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return files.map((name) => readFileSync(join(SRC, name), 'utf8')).join('\n');
}

describe('docs/errors.md', () => {
  const entries = entriesOf(readPage('docs/errors.md'));
  const entryOf = new Map(entries.map((entry) => [entry.code, entry]));
  let codes: Codes;

  /** The codes of a kind that do not stand where the page says that this kind is found. */
  const missing = (kind: Iterable<string>, place: string): string[] =>
    [...kind].filter((code) => entryOf.get(code)?.places.includes(place) !== true);

  beforeAll(() => {
    codes = collectCodes();
  }, COMPILER_MS);

  test('has an entry for each code of the source', () => {
    expect([...codes.all].filter((code) => !entryOf.has(code)).sort()).toEqual([]);
  });

  test('has no entry of a code that the source does not have', () => {
    const source = sourceText();
    const unknown = entries.filter(({ code }) => !codes.all.has(code) && !source.includes(`'${code}'`));
    expect(unknown.map(({ code }) => code)).toEqual([]);
  });

  test('has each code once', () => {
    expect(entries.map(({ code }) => code)).toEqual([...entryOf.keys()]);
  });

  test('says where each code is found', () => {
    // A refusal of Dropbox that concerns one person never ends a run.
    const notOfPeople = new Set(missing(codes.errors.keys(), 'change'));
    expect(missing(codes.errors.keys(), 'error').filter((code) => notOfPeople.has(code))).toEqual([]);
    expect(missing(codes.blocked, 'blocked')).toEqual([]);
    expect(missing(codes.kept, 'kept')).toEqual([]);
    expect(missing(codes.decisions, 'decision')).toEqual([]);
    expect(missing(codes.tags, 'change')).toEqual([]);
  });

  test('says of none that it is blocked, kept or a decision when it is not', () => {
    const wrong = (place: string, kind: ReadonlySet<string>): string[] =>
      entries.filter(({ code, places }) => places.includes(place) && !kind.has(code)).map(({ code }) => code);
    expect(wrong('blocked', codes.blocked)).toEqual([]);
    expect(wrong('kept', codes.kept)).toEqual([]);
    expect(wrong('decision', codes.decisions)).toEqual([]);
  });

  test('has the exit codes of each error', () => {
    const shown = [...codes.errors.keys()].map((code) => [code, entryOf.get(code)?.exits]);
    const real = [...codes.errors].map(([code, exits]) => [
      code,
      [...exits].sort((a, b) => a - b).map(String),
    ]);
    expect(shown).toEqual(real);
  });

  test('has a meaning, a remedy and known places in each entry', () => {
    const poor = entries.filter(
      ({ meaning, remedy, places }) =>
        !meaning.endsWith('.') || remedy === '' || places.some((place) => !PLACES.includes(place)),
    );
    expect(poor).toEqual([]);
  });

  test('knows every error whose code comes from elsewhere', () => {
    expect([...codes.passedOn].sort()).toEqual(PASSED_ON);
  });
});
