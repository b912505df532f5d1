import { join } from 'node:path';
import pMap from 'p-map';
import { expect } from 'vitest';
import type { Ran } from '../../helpers/cli.ts';
import { everyFile, findSecrets } from '../../helpers/secrets.ts';
import type { Place } from './place.ts';

const SETTINGS_FILE = 'SETTINGS';
/** Stands in a command line for the file that a plan is written to. */
export const PLAN_FILE = 'PLAN';
/** The roster of every run. */
export const ROSTER = 'fixtures/roster.csv';
const NO_RETRIES = '--retry-budget 0s';
/** More runs than this at once would only wait for each other. */
const AT_ONCE = 3;

/** Asks who is authorized. */
export const STATUS = `auth status --json --verbose ${NO_RETRIES}`;
/** Shows what would be done. */
export const DRY_RUN = `reconcile ${ROSTER} --settings ${SETTINGS_FILE} --dry-run --verbose ${NO_RETRIES}`;
/** Writes a plan. */
export const PLAN = `plan ${ROSTER} --settings ${SETTINGS_FILE} --out ${PLAN_FILE} --json --verbose ${NO_RETRIES}`;
/** Applies the plan that was written. */
export const APPLY = `apply ${PLAN_FILE} --yes --verbose ${NO_RETRIES}`;
/** Plans and applies in one go. */
export const RECONCILE = `reconcile ${ROSTER} --settings ${SETTINGS_FILE} --yes --json --verbose ${NO_RETRIES}`;
/** Gives the login up. */
export const LOGOUT = `auth logout --json --verbose ${NO_RETRIES}`;

/** Runs a command line in which files of the installation stand under their names. */
export function run({ here, env }: Place, line: string): Promise<Ran> {
  const files: Record<string, string> = {
    [SETTINGS_FILE]: join(here.folder, 'settings.json'),
    [PLAN_FILE]: join(here.folder, 'plans', 'plan.json'),
  };
  const args = line.split(/ +/).map((word) => files[word] ?? word);
  return here.run(args, { env });
}

/** Where a secret came out: in what a run printed, in a file, or in an address. */
export async function leaksOf(at: Place, printed: Record<string, Ran>): Promise<string[]> {
  const texts = [
    ...Object.entries(printed).flatMap(([line, { stdout, stderr }]) => [
      { name: `${line}: standard output`, text: stdout },
      { name: `${line}: standard error`, text: stderr },
    ]),
    ...(await everyFile(at.here.folder, at.keepers)),
    { name: 'addresses', text: at.gateway.seen.join('\n') },
  ];
  const queries = at.gateway.seen.filter((each) => /^\S+ \/(oauth2\/token|2\/)[^?]*\?/.test(each));
  return [
    ...texts.flatMap(({ name, text }) => findSecrets(text, at.secrets).map((what) => `${name}: ${what}`)),
    ...queries.map((each) => `a query: ${each}`),
  ];
}

/** Runs command lines, those of one list side by side, and expects no secret anywhere; answers with the exit codes. */
export async function expectSilence(
  at: Place,
  ...waves: (readonly string[])[]
): Promise<Record<string, unknown>> {
  const exitCodes: Record<string, unknown> = {};
  for (const lines of waves) {
    const ran = await pMap(lines, async (line) => [line, await run(at, line)] as const, {
      concurrency: AT_ONCE,
    });
    for (const [line, { exitCode }] of ran) exitCodes[line] = exitCode;
    expect(await leaksOf(at, Object.fromEntries(ran))).toEqual([]);
  }
  return exitCodes;
}
