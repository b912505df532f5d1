import type { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import { expectedBy } from './expected.ts';
import { flatten, isSettingKey, nearestKey, nearestSection, type PartialSettings } from './keys.ts';
import { settingsSchema, UNCOMPILED } from './schema.ts';
import { excerpt, isObject } from './values.ts';

/** One thing that is wrong with settings. */
export interface SettingProblem {
  code: 'unknown_setting' | 'bad_setting' | 'bad_pair' | 'impossible_settings';
  /** The key as it was written, or the first of the two that exclude each other. */
  key: string;
  message: string;
  /** The value met, where there is one. */
  value?: unknown;
  /** The key that was probably meant. */
  nearest?: string;
}

const PROTOTYPE = '__proto__';

/** `safety.windows[0].from` */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${String(step)}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

/** The problem of a key that no setting has, with the one that was probably meant. */
export function unknownKey(key: string, nearest: string = nearestKey(key)): SettingProblem {
  const message = `${excerpt(key)} is no setting; did you mean "${nearest}"?`;
  return { code: 'unknown_setting', key, message, nearest };
}

function unknownSection(key: string): SettingProblem {
  if (!isSettingKey(key)) return unknownKey(key, nearestSection(key));
  const [section, field] = key.split('.');
  const message = `"${key}" is written flat; settings files are nested: {"${String(section)}": {"${String(field)}": …}}`;
  return { code: 'unknown_setting', key, message, nearest: key };
}

function unknownKeys(path: readonly PropertyKey[], keys: readonly string[]): SettingProblem[] {
  if (path.length === 0) return keys.map(unknownSection);
  return keys.map((key) => {
    const parent = pathText(path);
    return unknownKey(`${parent}.${key}`, path.length === 1 ? undefined : parent);
  });
}

function badValue(issue: z.core.$ZodIssue): SettingProblem {
  const value: unknown = issue.input;
  const key = pathText(issue.path);
  const name = key === '' ? 'The whole' : key;
  const met = value === undefined ? 'is missing' : `is ${excerpt(value)}`;
  const message = `${name} ${met}; expected ${expectedBy(settingsSchema, issue)}`;
  return { code: 'bad_setting', key, message, ...(value === undefined ? {} : { value }) };
}

/** The schema passes over this name in maps, where it would vanish without a word. */
function hiddenKeys(value: unknown): SettingProblem[] {
  if (!isObject(value)) return [];
  return [...flatten(value)]
    .filter(([, held]) => isObject(held) && Object.hasOwn(held, PROTOTYPE))
    .map(([key]) => unknownKey(`${key}.${PROTOTYPE}`, key));
}

/** True where the second path is the first one or leads into it. */
function covers(outer: string, inner: string): boolean {
  return inner.startsWith(outer) && ['', '.', '['].includes(inner.charAt(outer.length));
}

/** Checks nested settings of which any part may be there: all of them, or everything that is wrong and none of them. */
export function parseSettings(value: unknown): { settings: PartialSettings; problems: SettingProblem[] } {
  const issues = settingsSchema.safeParse(value, { ...UNCOMPILED, reportInput: true }).error?.issues ?? [];
  const problems: SettingProblem[] = [];
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      problems.push(...unknownKeys(issue.path, issue.keys));
      continue;
    }
    const problem = badValue(issue);
    // One fault often breaks several rules of the same value; the first says it best.
    if (!problems.some(({ key }) => covers(problem.key, key))) problems.push(problem);
  }
  problems.push(...hiddenKeys(value));
  const usable = problems.length === 0 && isObject(value);
  return { settings: usable ? flatten(value) : new Map(), problems };
}

/** The error that tells all the problems at once; its code is the first one's. */
export function refusal(
  problems: readonly [SettingProblem, ...SettingProblem[]],
  parts: { where?: string | undefined; hint?: string | undefined; code?: string | undefined } = {},
): InvalidInputError {
  const lines = problems.map(({ message }) => message);
  const where = parts.where === undefined ? '' : `${parts.where}: `;
  const message =
    lines.length === 1
      ? `${where}${lines.join('')}`
      : `${where}${String(lines.length)} problems:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return new InvalidInputError(parts.code ?? problems[0].code, message, {
    hint: parts.hint ?? 'Run "teamsync settings show" to see every key with its value.',
    details: { problems },
  });
}

/** Throws where there are problems. */
export function refuseProblems(
  problems: readonly SettingProblem[],
  parts?: { where?: string | undefined; hint?: string | undefined; code?: string | undefined },
): void {
  const [first, ...rest] = problems;
  if (first !== undefined) throw refusal([first, ...rest], parts);
}

/** Some settings, checked; throws with every problem, and with the place where they stand. */
export function checkSettings(value: unknown, where?: string): PartialSettings {
  const { settings, problems } = parseSettings(value);
  refuseProblems(problems, { where });
  return settings;
}
