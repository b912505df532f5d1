import * as z from 'zod';

import {
  INVALID_PRIORITY,
  MISSING_EMAIL,
  readAssigned,
  readEmail,
  readExternalId,
  readName,
  readPlain,
  readStatus,
} from './fields.ts';
import { Fault } from './problem.ts';
import { FIELD_NAMES } from './row.ts';
import type { KnownKeys } from './json-scan.ts';

/** The keys that each kind of object in a JSON roster may have. */
export const KNOWN_KEYS = {
  root: ['version', 'assignedGroups', 'groups', 'people'],
  people: FIELD_NAMES,
  groups: ['name', 'assigned', 'members', 'groups'],
} as const satisfies KnownKeys;

/** The only version of the format that there is. */
const VERSION = 1;

const TEXT = 'expected text in double quotes, numbers too: "E17"';
const TRUTH = 'expected true or false, without quotes';
const NAMES = 'expected a list of names, such as ["design", "sales"]';
const ADDRESSES = 'expected a list of e-mail addresses, such as ["ana@example.com"]';

const EMPTY_NAME = new Fault('empty_name', 'expected a name: give one, or take the empty text out');

/** Passes a reader's value on, and its fault as an issue that keeps the fault's code. */
function settle<T>(value: T | Fault, context: z.RefinementCtx): T {
  if (!(value instanceof Fault)) return value;
  context.addIssue({ code: 'custom', message: value.message, params: { code: value.code } });
  return z.NEVER;
}

/** Text that says nothing when empty. */
export function optionalText(read: (text: string) => string | Fault): z.ZodType<string | null | undefined> {
  return z
    .string(TEXT)
    .transform((text, context) => {
      const trimmed = text.trim();
      return trimmed === '' ? null : settle(read(trimmed), context);
    })
    .nullish();
}

function requiredText(read: (text: string) => string | Fault, missing: Fault) {
  return z
    .string(TEXT)
    .nullish()
    .transform((text, context) => {
      const trimmed = text?.trim() ?? '';
      return settle(trimmed === '' ? missing : read(trimmed), context);
    });
}

const groupName = requiredText(readPlain, EMPTY_NAME);
const groupNames = z.array(groupName, NAMES);

// Status words and truth values go through the readers of CSV, so that both formats know the same words.
const status = z
  .union([z.string(), z.boolean()], 'expected a status in double quotes, such as "active"')
  .transform((word, context) => {
    const trimmed = String(word).trim();
    return trimmed === '' ? null : settle(readStatus(trimmed), context);
  })
  .nullish();

const assigned = z
  .boolean(TRUTH)
  .transform((value, context) => settle(readAssigned(String(value)), context))
  .nullish();

/** One person; unknown keys are found with their lines elsewhere. */
export const personSchema = z.object(
  {
    email: requiredText(readEmail, MISSING_EMAIL),
    givenName: optionalText(readName),
    surname: optionalText(readName),
    externalId: optionalText(readExternalId),
    status,
    assigned,
    groups: groupNames.nullish(),
    transferTo: optionalText(readEmail),
    previousEmail: optionalText(readEmail),
    role: optionalText(readPlain),
    priority: z.number(INVALID_PRIORITY.message).nullish(),
  },
  'expected a person, such as { "email": "ana@example.com" }',
);

/** One group of the roster. */
export const groupSchema = z.object(
  {
    name: groupName,
    assigned: z.boolean(TRUTH).nullish(),
    members: z.array(requiredText(readEmail, MISSING_EMAIL), ADDRESSES).nullish(),
    groups: groupNames.nullish(),
  },
  'expected a group, such as { "name": "design", "members": ["ana@example.com"] }',
);

/** The parts of the outermost object, each checked on its own so that none hides the problems of another. */
export const rootParts = {
  version: z.unknown().refine((version) => version === VERSION, {
    error: `expected "version": ${String(VERSION)}, the only one that this teamsync reads`,
    params: { code: 'unsupported_version' },
  }),
  assignedGroups: groupNames.nullish(),
  groups: z.array(z.unknown(), 'expected a list of groups').nullish(),
  people: z.array(z.unknown(), 'expected a list of people'),
};
