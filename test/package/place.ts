import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';

/** The checkout. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Runs a program to its end; rejects when it fails. */
export const execute = promisify(execFile);

/** The text of a file of the checkout. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** What a YAML file of the checkout holds. */
export function readYaml(path: string): unknown {
  return parse(read(path)) as unknown;
}

/** Everything that stands under a key, however deep. */
export function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
    name === key ? [value, ...valuesOf(value, key)] : valuesOf(value, key),
  );
}

/** Every text, however deep. */
export function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  if (typeof node !== 'object' || node === null) return [];
  return Object.values(node).flatMap(textsOf);
}

/** A folder that is gone after the test. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-package-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
