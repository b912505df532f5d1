import type { ChalkInstance } from 'chalk';
import { clean } from './clean.ts';

/** What of the rehearsal team is shown. */
export interface SandboxView {
  team: { id: string; name: string; licences: number };
  members: readonly {
    email: string;
    status: string;
    name: string;
    roles: readonly string[];
    recoverable: boolean;
  }[];
  counters: object;
  now: string;
}

/** The rehearsal team as a table, and beneath it what was done to it so far. */
export function renderSandbox({ team, members, counters, now }: SandboxView, paint: ChalkInstance): string {
  const width = members.reduce((widest, { email }) => Math.max(widest, email.length), 0);
  const rows = members.map(({ email, status, name, roles, recoverable }) => {
    const notes = [...roles, ...(recoverable ? ['recoverable'] : [])].join(', ');
    const row = `  ${clean(email).padEnd(width)}  ${status.padEnd(9)}  ${clean(name)}${notes === '' ? '' : `  (${clean(notes)})`}`;
    return row.trimEnd();
  });
  const counted = Object.entries(counters).flatMap(([name, value]) => countLine(name, value));
  return [
    `${paint.bold(clean(team.name))}, ${String(team.licences)} licences, at ${now}`,
    ...rows,
    paint.bold('So far'),
    ...counted,
    '',
  ].join('\n');
}

/** Counts by route are for `--json`; lists are counted. */
function countLine(name: string, value: unknown): string[] {
  if (Array.isArray(value)) return [`  ${name} ${String(value.length)}`];
  return typeof value === 'number' ? [`  ${name} ${String(value)}`] : [];
}
