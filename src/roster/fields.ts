import { harmfulCharacter } from './clean.ts';
import { Fault } from './problem.ts';

/** What a status word means; whether the person is assigned decides the rest. */
export type Status = 'active' | 'suspended' | 'unassigned';

/** Dropbox's limits (the team API's EmailAddress, OptionalNamePart and MemberExternalId). */
const LONGEST_EMAIL = 255;
const LONGEST_NAME = 50;
const LONGEST_EXTERNAL_ID = 64;
const EMAIL = /^['#&A-Za-z0-9._%+-]+@[A-Za-z0-9-][A-Za-z0-9.-]*\.[A-Za-z]{2,15}$/;
const FORBIDDEN_IN_NAMES = /[/:?*<>"|]/;

const STATUS_WORDS: ReadonlyMap<string, Status> = new Map<string, Status>([
  ['active', 'active'],
  ['suspended', 'suspended'],
  ['inactive', 'suspended'],
  ['disabled', 'suspended'],
  ['archived', 'suspended'],
  ['false', 'suspended'],
  ['unassigned', 'unassigned'],
  ['deprovisioned', 'unassigned'],
  ['deleted', 'unassigned'],
  ['removed', 'unassigned'],
  ['terminated', 'unassigned'],
]);

const ASSIGNED_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;

export const MISSING_EMAIL = new Fault('missing_email', 'expected an e-mail address: every person needs one');

const INVALID_EMAIL = new Fault('invalid_email', 'expected an e-mail address such as ana@example.com');
const FOREIGN_EMAIL = new Fault(
  'invalid_email',
  'expected an e-mail address of plain ASCII letters, the only ones that Dropbox takes: retype it',
);
const LONG_EMAIL = new Fault(
  'invalid_email',
  `expected an e-mail address of at most ${String(LONGEST_EMAIL)} characters, Dropbox's limit`,
);
const LONG_NAME = new Fault(
  'name_too_long',
  `expected a name of at most ${String(LONGEST_NAME)} characters, Dropbox's limit: shorten it`,
);
const LONG_EXTERNAL_ID = new Fault(
  'external_id_too_long',
  `expected an id of at most ${String(LONGEST_EXTERNAL_ID)} characters, Dropbox's limit`,
);
function unknownStatus(words: ReadonlyMap<string, Status>): Fault {
  const known = new Set([...STATUS_WORDS.keys(), ...words.keys()]);
  return new Fault('unknown_status', `expected one of ${[...known].join(', ')}`);
}

const UNKNOWN_STATUS = unknownStatus(new Map());
const INVALID_ASSIGNED = new Fault('invalid_assigned', 'expected true or false');

/** What `priority` has to be. */
export const INVALID_PRIORITY = new Fault('invalid_priority', 'expected a number such as 1 or 2.5');

/** More UTF-16 units than `limit` are not yet more characters. */
function isLonger(text: string, limit: number): boolean {
  return text.length > limit && Array.from(text).length > limit;
}

/** An e-mail address that Dropbox takes, in lower case. */
export function readEmail(text: string): string | Fault {
  if (text.length > LONGEST_EMAIL) return LONG_EMAIL;
  if (EMAIL.test(text)) return text.toLowerCase();
  return /^\p{ASCII}*$/u.test(text) ? INVALID_EMAIL : FOREIGN_EMAIL;
}

/** Any text in which nothing is hidden: a group, a role. */
export function readPlain(text: string): string | Fault {
  const harmful = harmfulCharacter(text);
  if (harmful === null) return text;
  return new Fault(
    'hidden_character',
    `expected plain text without the invisible ${harmful}: retype the value`,
  );
}

/** A given name or surname that Dropbox takes. */
export function readName(text: string): string | Fault {
  const met = FORBIDDEN_IN_NAMES.exec(text);
  if (met !== null) {
    return new Fault('forbidden_character', `expected a name without ${met[0]}, which Dropbox does not take`);
  }
  return isLonger(text, LONGEST_NAME) ? LONG_NAME : readPlain(text);
}

/** The id of another system, as Dropbox stores it. */
export function readExternalId(text: string): string | Fault {
  return isLonger(text, LONGEST_EXTERNAL_ID) ? LONG_EXTERNAL_ID : readPlain(text);
}

/** What a status word means; the words of an export go first, and in them spaces and `_` are the same. */
export function readStatus(text: string, words?: ReadonlyMap<string, Status>): Status | Fault {
  const word = text.toLowerCase();
  const status = words?.get(word.replace(/[\s_]+/g, ' ')) ?? STATUS_WORDS.get(word);
  return status ?? (words === undefined ? UNKNOWN_STATUS : unknownStatus(words));
}

/** Whether the person is assigned directly. */
export function readAssigned(text: string): boolean | Fault {
  return ASSIGNED_WORDS.get(text.toLowerCase()) ?? INVALID_ASSIGNED;
}

/** A finite number in decimal notation. */
export function readPriority(text: string): number | Fault {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : INVALID_PRIORITY;
}

/** Group names separated by `;`, each once; none where there is no name. */
export function readGroups(text: string): string[] | Fault {
  const parts = text.includes(';') ? text.split(';') : [text];
  const names = new Set<string>();
  for (const part of parts) {
    const name = readPlain(part.trim());
    if (name instanceof Fault) return name;
    if (name !== '') names.add(name);
  }
  return [...names];
}
