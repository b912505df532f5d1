import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import { generateSeed, parseSeed, SandboxInputError } from '../../sandbox/seed.ts';
import { parseFaults } from '../../sandbox/faults.ts';
import type { TeamSource } from '../../sandbox/server.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { openSandbox, sandboxFile } from '../run/rehearsal.ts';
import { writeOutcome } from '../write-outcome.ts';

export interface SandboxStartInput {
  port: number;
  members?: number;
  seed?: string;
  faults?: string;
}

/** Serves a rehearsal team on loopback until the program is interrupted, which is its normal end. */
export async function runSandboxStart(context: Context, input: SandboxStartInput): Promise<Outcome> {
  const { outside, options } = context;
  const sandbox = await openSandbox({
    team: await teamOf(context, input),
    port: input.port,
    now: outside.now,
    faults: await readInput(context, input.faults, parseFaults, []),
  });
  const variables = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_AUTH_URL: sandbox.url,
    TEAMSYNC_DROPBOX_APP_KEY: sandbox.appKey,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${value}\n`);
  // The token of a sandbox opens nothing else, and without it nobody could use one.
  const started = { ...done({ url: sandbox.url, variables }, lines.join('')), reveals: true } as const;
  // Whoever waits for these lines may not see the end of this command, so they are not left to it.
  writeOutcome(outside, 'sandbox start', { ...options, quiet: false }, started);
  context.note(`The sandbox is listening on ${sandbox.url}; Ctrl-C ends it.`);
  await outside.graceful(async () => {
    if (!outside.signal.aborted) await once(outside.signal, 'abort');
    await sandbox.close();
  });
  return { ...started, written: true };
}

/** The stored team, or one of its own for this server that nothing else sees. */
async function teamOf(context: Context, { members, seed }: SandboxStartInput): Promise<TeamSource> {
  if (members !== undefined) return { seed: generateSeed(members) };
  const read = await readInput(context, seed, parseSeed, null);
  return read === null ? { file: sandboxFile(context.folders.state) } : { seed: read };
}

/** What a file given to the sandbox holds; without a file, `otherwise`. */
async function readInput<T, U>(
  context: Context,
  path: string | undefined,
  parse: (text: string, fileName: string) => T,
  otherwise: U,
): Promise<T | U> {
  if (path === undefined) return otherwise;
  try {
    return parse(await readFile(resolve(context.folders.work, path), 'utf8'), path);
  } catch (cause) {
    const problems = cause instanceof SandboxInputError ? cause.problems : [];
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError('bad_sandbox_file', `The sandbox cannot use ${path}: ${reason}`, {
      hint: 'docs/sandbox.md shows what a team file and a file of faults look like.',
      details: { problems },
      cause,
    });
  }
}
