import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dropbox } from 'dropbox';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import { checkSeed, type SandboxSeed } from '../../src/sandbox/seed-file.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server.ts';
import type { SnapshotMember } from '../../src/sandbox/snapshot.ts';

export const START = new Date('2026-03-02T09:00:00.000Z');
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** A running sandbox with the official SDK pointed at it. */
export interface Rig {
  sandbox: Sandbox;
  dbx: Dropbox;
  /** One call of the API, with a good token unless the headers say otherwise. */
  post: (route: string, argument?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  send: (path: string, init: RequestInit) => Promise<Answer>;
  control: (method: string, path: string, body?: unknown) => Promise<unknown>;
  member: (email: string) => SnapshotMember;
  advance: (milliseconds: number) => Promise<void>;
}

async function read(answer: Response): Promise<Answer> {
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

export async function startRig(options: Partial<SandboxOptions> = {}): Promise<Rig> {
  const sandbox = await startSandbox({ team: { seed: builtInSeed() }, now: () => START, ...options });
  onTestFinished(() => sandbox.close());
  return rigOf(sandbox);
}

function rigOf(sandbox: Sandbox): Rig {
  const { url, accessToken } = sandbox;
  const send = async (path: string, init: RequestInit): Promise<Answer> =>
    read(await fetch(url + path, init));
  const control: Rig['control'] = async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await send(`/_sandbox/${path}`, { method, ...sent });
    const value: unknown = JSON.parse(answer.text);
    return value;
  };
  return {
    sandbox,
    dbx: new Dropbox({
      accessToken,
      fetch: (target: string, init?: RequestInit) =>
        fetch(target.replace('https://api.dropboxapi.com', url), init),
    }),
    send,
    post: (route, argument, headers = {}) =>
      send(`/2/${route}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(argument ?? null),
      }),
    control,
    member(email) {
      const found = sandbox.snapshot().members.filter((member) => member.email === email);
      const [member] = found;
      if (member === undefined || found.length > 1)
        throw new Error(`${String(found.length)} members are ${email}`);
      return member;
    },
    async advance(milliseconds) {
      await control('POST', 'clock', { advanceMs: milliseconds });
    },
  };
}

/** A seed of a few people; the first is the admin. */
export function smallSeed(licences: number, members: Record<string, unknown>[]): SandboxSeed {
  const admin = { email: 'admin@example.com', givenName: 'Al', surname: 'Boss', roles: ['team_admin'] };
  const seed = checkSeed({ version: 1, team: { name: 'Small', licences }, members: [admin, ...members] });
  if ('problems' in seed) throw new Error(seed.problems.join('\n'));
  return seed;
}

export function byEmail(email: string): { '.tag': 'email'; email: string } {
  return { '.tag': 'email', email };
}

const sdkError = z.object({
  status: z.literal(409),
  error: z.object({ error_summary: z.string(), error: z.looseObject({ '.tag': z.string() }) }),
});

/** The error of the 409 that this call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<{ '.tag': string }> {
  const outcome: unknown = await call.then(
    () => 'the call succeeded',
    (error: unknown) => error,
  );
  return sdkError.parse(outcome).error.error;
}

/** The tag of the 409 that this call ends with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return (await errorOf(call))['.tag'];
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'teamsync-sandbox-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Stands for any text of this shape in an expected value. */
export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
