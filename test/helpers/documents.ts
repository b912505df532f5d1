import { expect } from 'vitest';
import type { Installation, Ran } from './cli.ts';

/** The one JSON document on standard output. */
export function documentOf({ stdout }: Ran): Record<string, unknown> {
  const value: unknown = JSON.parse(stdout);
  expect(value).toBeTypeOf('object');
  return value as Record<string, unknown>;
}

/** Its `data`. */
export function dataOf(ran: Ran): Record<string, unknown> {
  return documentOf(ran)['data'] as Record<string, unknown>;
}

export interface SandboxData {
  members: { email: string; status: string; name: string; externalId: string | null }[];
  counters: {
    requests: Record<string, number>;
    writes: number;
    mailsSent: string[];
    wipesRequested: unknown[];
    adds: number;
  };
}

/** The rehearsal team of an installation and what was done to it. */
export async function sandboxOf(here: Installation): Promise<SandboxData> {
  return dataOf(await here.run(['sandbox', 'show', '--json'])) as unknown as SandboxData;
}
