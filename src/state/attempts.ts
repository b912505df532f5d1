import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { once } from '../once.ts';
import { writePrivateFile } from './files.ts';

const attemptSchema = once(() =>
  z.strictObject({
    at: z.iso.datetime(),
    profile: z.string(),
    command: z.string(),
    exitCode: z.int().min(0),
    /** Of its error; `null` when it had none. */
    code: z.string().nullable(),
    message: z.string(),
  }),
);

const attemptsSchema = once(() =>
  z.strictObject({ version: z.literal(1), attempts: z.array(attemptSchema()) }),
);

/** How somebody last tried to change a team with a profile, also where it came to no run. */
export type Attempt = z.infer<ReturnType<typeof attemptSchema>>;

/**
 * Keeps an attempt in the place of the one before it of the same profile. A file that cannot be read is replaced: it is
 * no record of what was done, only of how it last went. Throws `cannot_write` (exit 1).
 */
export async function recordAttempt(stateFolder: string, attempt: Attempt): Promise<void> {
  const others = (await readAttempts(stateFolder)).filter(({ profile }) => profile !== attempt.profile);
  const kept = { ...attempt, message: oneLine(attempt.message) };
  const attempts = [...others, kept].sort((one, other) => (one.profile < other.profile ? -1 : 1));
  const content = attemptsSchema().parse({ version: 1, attempts });
  await writePrivateFile(pathIn(stateFolder), `${JSON.stringify(content, null, 2)}\n`);
}

/** Reads the last attempt with a profile; `null` when there was none, or nothing can be read of it. */
export async function readAttempt(stateFolder: string, profile: string): Promise<Attempt | null> {
  const attempts = await readAttempts(stateFolder);
  return attempts.find((attempt) => attempt.profile === profile) ?? null;
}

async function readAttempts(stateFolder: string): Promise<Attempt[]> {
  try {
    return attemptsSchema().parse(JSON.parse(await readFile(pathIn(stateFolder), 'utf8'))).attempts;
  } catch {
    return [];
  }
}

function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(' ');
}

function pathIn(stateFolder: string): string {
  return join(stateFolder, 'attempts.json');
}
