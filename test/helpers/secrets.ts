import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** One way in which a text can carry a secret. */
export interface Form {
  name: string;
  text: string;
}

/** What to look for: the values, each with what it is called in a finding. */
export type Secrets = ReadonlyMap<string, string>;

/** So many characters of a token in a row are no coincidence. */
const PART = 16;
const STEP = PART / 2;
/** A secret that is shorter is looked for whole. */
const SHORTEST_IN_PARTS = 2 * PART;
/** Base64 writes three bytes as four characters. */
const BASE64_BYTES = 3;
const BASE64_CHARACTERS = 4;

/** Every form in which a text could carry this secret, none of them twice. */
export function formsOf(secret: string): Form[] {
  const forms: Form[] = [
    { name: 'plain', text: secret },
    { name: 'URL-encoded', text: encodeURIComponent(secret) },
    { name: 'form-encoded', text: new URLSearchParams({ '': secret }).toString().slice(1) },
    { name: 'JSON-escaped', text: JSON.stringify(secret).slice(1, -1) },
  ];
  for (const encoding of ['base64', 'base64url'] as const) {
    forms.push({ name: encoding, text: Buffer.from(secret).toString(encoding).replace(/=+$/, '') });
    for (let before = 0; before < BASE64_BYTES; before += 1) {
      forms.push({ name: `inside ${encoding}`, text: insideOf(secret, before, encoding) });
    }
  }
  return forms.filter(({ text }, index) => forms.findIndex((other) => other.text === text) === index);
}

/** The characters that a secret always gives when base64 begins so many bytes before it, whatever surrounds it. */
function insideOf(secret: string, before: number, encoding: 'base64' | 'base64url'): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = bytes.length - (bytes.length % BASE64_BYTES);
  const encoded = bytes.subarray(0, whole).toString(encoding);
  return encoded.slice(before === 0 ? 0 : BASE64_CHARACTERS);
}

/** Which secrets a text carries, whole or a good part of them, and in which form; never the secrets themselves. */
export function findSecrets(text: string, secrets: Secrets): string[] {
  const found: string[] = [];
  for (const [secret, name] of secrets) {
    for (const form of formsOf(secret)) {
      const whole = text.includes(form.text);
      if (!whole && !partsOf(form.text).some((part) => text.includes(part))) continue;
      found.push(`${whole ? '' : 'a part of '}${name}, ${form.name}`);
    }
  }
  return found;
}

/** Overlapping pieces, so that whatever is cut out of the text contains one of them. */
function partsOf(text: string): string[] {
  if (text.length < SHORTEST_IN_PARTS) return [];
  const parts: string[] = [];
  for (let start = 0; start + PART <= text.length; start += STEP) parts.push(text.slice(start, start + PART));
  return parts;
}

/** Every file under a folder with its content, except those that are meant to hold secrets. */
export async function everyFile(folder: string, except: readonly string[]): Promise<Form[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !except.includes(path));
  return Promise.all(
    paths.map(async (path) => {
      const name = relative(folder, path);
      // A name can tell as much as what it names.
      return { name, text: `${name}\n${await readFile(path, 'utf8')}` };
    }),
  );
}
