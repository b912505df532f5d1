import * as z from 'zod';

/** Patterns, lengths and limits below are those of Dropbox's Stone specification. */
const EMAIL_PATTERN = String.raw`^['#&A-Za-z0-9._%+-]+@[A-Za-z0-9-][A-Za-z0-9.-]*\.[A-Za-z]{2,15}$`;
const EMAIL_MAX = 255;
const NAME_PATTERN = String.raw`[^/:?*<>"|]*`;
const NAME_MAX = 50;
const EXTERNAL_ID_MAX = 64;
const ROLE_ID_PATTERN = 'pid_dbtmr:.*';
const ROLE_ID_MAX = 128;
const LIMIT_MAX = 1000;

interface StringRule {
  min?: number;
  max?: number;
  pattern?: string;
}

/** What Stone calls the type of a JSON value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  return typeof value;
}

function stringProblem(value: string, rule: StringRule): string | undefined {
  const length = Array.from(value).length;
  if (rule.max !== undefined && length > rule.max) {
    return `'${value}' must be at most ${String(rule.max)} characters, got ${String(length)}`;
  }
  if (rule.min !== undefined && length < rule.min) {
    return `'${value}' must be at least ${String(rule.min)} characters, got ${String(length)}`;
  }
  if (rule.pattern !== undefined && !new RegExp(`^(?:${rule.pattern})$`, 'su').test(value)) {
    return `'${value}' did not match pattern '${rule.pattern}'`;
  }
  return undefined;
}

function stoneString(rule: StringRule) {
  return z.string().superRefine((value, context) => {
    const message = stringProblem(value, rule);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
}

/** What is wrong with an e-mail address, or `undefined`. */
export function emailProblem(value: string): string | undefined {
  return stringProblem(value, { max: EMAIL_MAX, pattern: EMAIL_PATTERN });
}

/** What is wrong with a member's external id, or `undefined`. */
export function externalIdProblem(value: string): string | undefined {
  return stringProblem(value, { max: EXTERNAL_ID_MAX });
}

/** A field that may be left out or `null`; both read as `undefined`. */
export function nullable<T extends z.ZodType>(schema: T): z.ZodType<z.output<T> | undefined> {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** `EmailAddress`. */
export const emailAddress = stoneString({ max: EMAIL_MAX, pattern: EMAIL_PATTERN });

/** `EmailAddress`, or the empty string where a route answers that with a tag of its own. */
export const emailAddressOrEmpty = z.string().superRefine((value, context) => {
  const message = value === '' ? undefined : emailProblem(value);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** `OptionalNamePart`. */
export const namePart = stoneString({ max: NAME_MAX, pattern: NAME_PATTERN });

/** `MemberExternalId`. */
export const memberExternalId = stoneString({ max: EXTERNAL_ID_MAX });

/** `TeamMemberRoleId`. */
export const roleId = stoneString({ max: ROLE_ID_MAX, pattern: ROLE_ID_PATTERN });

/** `AsyncJobId`. */
export const asyncJobId = stoneString({ min: 1 });

/** The page size of a listing. */
export const pageLimit = z
  .number()
  .superRefine((value, context) => {
    if (!Number.isInteger(value)) {
      context.addIssue({ code: 'custom', message: 'expected integer, got float' });
    } else if (value < 1 || value > LIMIT_MAX) {
      context.addIssue({
        code: 'custom',
        message: `${String(value)} is not within range [1, ${String(LIMIT_MAX)}]`,
      });
    }
  })
  .default(LIMIT_MAX);

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === String(key))?.[1];
  }
  return value;
}

/** Lists leave no trace in the path that Dropbox prints. */
function written(path: readonly PropertyKey[], problem: string): string {
  const names = path.filter((key) => typeof key === 'string');
  return names.length === 0 ? problem : `${names.join('.')}: ${problem}`;
}

function typeProblem(expected: string, value: unknown): string {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  switch (expected) {
    case 'string':
      return `'${shown}' expected to be a string, got ${typeName(value)}`;
    case 'boolean':
      return `'${shown}' is not a valid boolean`;
    case 'number':
      return `expected integer, got ${typeName(value)}`;
    case 'array':
      return `'${shown}' is not a valid list`;
    default:
      return `expected ${expected}, got ${typeName(value)}`;
  }
}

/** Stone looks for strangers first, then reads the fields, and asks for missing ones last. */
type Rank = 'stranger' | 'wrong' | 'missing';
const RANKS: readonly Rank[] = ['stranger', 'wrong', 'missing'];

function describe(issue: z.core.$ZodIssue, input: unknown): { rank: Rank; text: string } {
  const { path } = issue;
  const key = path.at(-1);
  const value = valueAt(input, path);
  if (issue.code === 'unrecognized_keys') {
    return { rank: 'stranger', text: written(path, `unknown field '${issue.keys[0] ?? ''}'`) };
  }
  if (value === undefined && typeof key === 'string') {
    return { rank: 'missing', text: written(path.slice(0, -1), `missing required field '${key}'`) };
  }
  if (issue.code === 'invalid_type')
    return { rank: 'wrong', text: written(path, typeProblem(issue.expected, value)) };
  if (issue.code === 'too_big') {
    const problem = `${JSON.stringify(value)} has more than ${String(issue.maximum)} items`;
    return { rank: 'wrong', text: written(path, problem) };
  }
  return { rank: 'wrong', text: written(path, issue.message) };
}

/** The one problem that Dropbox would name, worded as Stone words it. */
export function stoneProblem(error: z.ZodError, input: unknown): string {
  const found = error.issues.map((issue) => describe(issue, input));
  for (const rank of RANKS) {
    const first = found.find((problem) => problem.rank === rank);
    if (first !== undefined) return first.text;
  }
  return 'invalid argument';
}
