import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import * as z from 'zod';
import { ANY_DOCUMENT, documentSchema, kindOf } from '../../src/documents/catalogue.ts';
import { publishedSchemas } from '../../src/documents/published.ts';

/** What is known of any document once it has been checked. */
export interface Document {
  schemaVersion: 1;
  command: string;
  ok: boolean;
  exitCode: number;
  data: Record<string, unknown>;
  warnings: { code: string; message: string }[];
  error: { code: string; message: string; hint: string | null; details: Record<string, unknown> } | null;
}

/**
 * The one JSON document that a text is. Throws where it is anything else, or not what the schemas say: the strict one,
 * so that no key is forgotten in it, and the published one.
 */
export function validDocument(text: string): Document {
  const value = parsed(text);
  const document = value as Document;
  const { strict, published } = checksOf(document.command);
  const found = strict.safeParse(value);
  if (!found.success) throw invalid(document, z.prettifyError(found.error));
  if (!published(value)) throw invalid(document, JSON.stringify(published.errors));
  return document;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`This is not one JSON document: ${JSON.stringify(text)}`, { cause });
  }
}

function invalid(document: Document, why: string): Error {
  const { command } = document;
  return new Error(
    `The document of ${command} is not as its schema says.\n${why}\n${JSON.stringify(document, null, 2)}`,
  );
}

/** Words after which nobody waits for a document: help and version are for people, and a watcher writes many. */
const NO_DOCUMENT: readonly string[] = ['--help', '-h', '--version'];

/** Checks the document of a command line with `--json`, and that its exit code is the one that the program ended with. */
export function checkOutput(
  words: readonly string[],
  { stdout, exitCode }: { stdout: string; exitCode: number | null },
): void {
  // Nobody expects a whole document of a program that was killed.
  if (exitCode === null || !words.includes('--json') || words.some((word) => NO_DOCUMENT.includes(word)))
    return;
  if (words.includes('--watch')) {
    for (const line of stdout.split('\n').filter((text) => text !== '')) validDocument(line);
    return;
  }
  const document = validDocument(stdout);
  if (document.exitCode === exitCode) return;
  throw invalid(document, `The program ended with ${String(exitCode)}.`);
}

interface Checks {
  strict: z.ZodType;
  published: ValidateFunction;
}

const made = new Map<string, Checks>();
const schemas = publishedSchemas();
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
addFormats.default(ajv);

/** Of a line on which no command was understood only the envelope is known. */
function checksOf(command: string): Checks {
  const kind = kindOf(command);
  const name = kind?.name ?? 'document';
  const known = made.get(name);
  if (known !== undefined) return known;
  const strict = kind === undefined ? ANY_DOCUMENT : documentSchema(kind);
  const checks = { strict, published: ajv.compile(schemas.get(name) ?? false) };
  made.set(name, checks);
  return checks;
}
