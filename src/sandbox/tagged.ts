import * as z from 'zod';
import { typeName } from './validate.ts';

/** What is wrong with a value, and where under the union. */
interface Problem {
  problem: string;
  path?: string[];
}

/** Reads what stands under a tag. */
type ReadValue<K, V> = (tag: K, value: unknown) => { value: V } | Problem;

interface Tagged<K, V> {
  by: K;
  value: V;
}

/** The closed union of these tags, each with a value of one type under its name. */
export function taggedValue<K extends string, V>(
  tags: readonly K[],
  readValue: ReadValue<K, V>,
): z.ZodType<Tagged<K, V>> {
  return z.unknown().transform((argument, context) => {
    const read = readTagged(tags, readValue, argument);
    if ('by' in read) return read;
    context.addIssue({ code: 'custom', message: read.problem, path: read.path ?? [] });
    return z.NEVER;
  });
}

function readTagged<K extends string, V>(
  tags: readonly K[],
  readValue: ReadValue<K, V>,
  argument: unknown,
): Tagged<K, V> | Problem {
  const known = (tag: string): K | undefined => tags.find((one) => one === tag);
  if (typeof argument === 'string') {
    const isKnown = known(argument) !== undefined;
    return {
      problem: isKnown ? `expected object for '${argument}', got symbol` : `unknown tag '${argument}'`,
    };
  }
  const record = recordOf(argument);
  if (record === null) return { problem: `expected string or object, got ${typeName(argument)}` };
  if (!Object.hasOwn(record, '.tag')) return { problem: "missing '.tag' key" };
  const tag = record['.tag'];
  if (typeof tag !== 'string') return { problem: `tag must be string, got ${typeName(tag)}` };
  const by = known(tag);
  if (by === undefined) return { problem: `unknown tag '${tag}'` };
  if (!Object.hasOwn(record, tag)) return { problem: `missing '${tag}' key` };
  const stranger = Object.keys(record).find((key) => key !== '.tag' && key !== tag);
  const read = readValue(by, record[tag]);
  if ('problem' in read) return read;
  return stranger === undefined ? { by, ...read } : { problem: `unexpected key '${stranger}'` };
}

/** A union of these tags without values; in arguments the bare tag will do as well. */
export function bareTag<K extends string>(tags: readonly K[]): z.ZodType<K> {
  return z.unknown().transform((argument, context) => {
    const read = readBareTag(tags, argument);
    if ('tag' in read) return read.tag;
    context.addIssue({ code: 'custom', message: read.problem });
    return z.NEVER;
  });
}

function readBareTag<K extends string>(tags: readonly K[], argument: unknown): { tag: K } | Problem {
  const record = typeof argument === 'string' ? { '.tag': argument } : recordOf(argument);
  if (record === null) return { problem: `expected string or object, got ${typeName(argument)}` };
  if (!Object.hasOwn(record, '.tag')) return { problem: "missing '.tag' key" };
  const named = record['.tag'];
  if (typeof named !== 'string') return { problem: `tag must be string, got ${typeName(named)}` };
  const tag = tags.find((one) => one === named);
  if (tag === undefined) return { problem: `unknown tag '${named}'` };
  const stranger = Object.keys(record).find((key) => key !== '.tag');
  return stranger === undefined ? { tag } : { problem: `unexpected key '${stranger}'` };
}

function recordOf(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(Object.entries(value));
}

/** Reads a string under a tag, with a rule of its own where there is one. */
export function readString(
  tag: string,
  value: unknown,
  problemOf: (text: string) => string | undefined = () => undefined,
): { value: string } | Problem {
  if (typeof value !== 'string') return { problem: notAString(value), path: [tag] };
  const problem = problemOf(value);
  return problem === undefined ? { value } : { problem, path: [tag] };
}

/** Reads a list of strings under a tag. */
export function readStrings(tag: string, value: unknown): { value: string[] } | Problem {
  if (!Array.isArray(value))
    return { problem: `'${JSON.stringify(value)}' is not a valid list`, path: [tag] };
  const strings: unknown[] = value;
  const stranger = strings.find((one) => typeof one !== 'string');
  if (stranger !== undefined) return { problem: notAString(stranger), path: [tag] };
  return { value: strings.filter((one) => typeof one === 'string') };
}

function notAString(value: unknown): string {
  return `'${JSON.stringify(value)}' expected to be a string, got ${typeName(value)}`;
}
