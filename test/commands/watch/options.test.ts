import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkWatch } from '../../../src/commands/watch/options.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

type Typed = Parameters<typeof checkWatch>[1];

const PLAIN: Typed = {
  roster: 'roster.csv',
  dryRun: false,
  yes: false,
  detailedExitcode: false,
  concurrency: 4,
  retryBudget: 600_000,
  wait: 0,
  only: [],
  acceptRoster: false,
  acceptListing: false,
};
const WATCHING: Typed = { ...PLAIN, yes: true, watch: true };

async function checked(typed: Typed): Promise<number | null> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'roster.csv'), 'email\n');
  await mkdir(join(cwd, 'folder'));
  return checkWatch(contextWith({ profile: 'acme' }, outsideWith({ cwd })), typed);
}

test.each<[string, Typed, number | null]>([
  ['a run that happens once has no interval', PLAIN, null],
  ['the interval is 15 minutes', WATCHING, 900_000],
  ['or what was typed', { ...WATCHING, every: 60_000 }, 60_000],
  ['a file that is missing may come later', { ...WATCHING, roster: 'later.csv' }, 900_000],
])('%s', async (_name, typed, interval) => {
  expect(await checked(typed)).toBe(interval);
});

const COMMAND = 'teamsync reconcile roster.csv --yes --watch --profile acme';
const WITH_FILE = 'teamsync reconcile FILE --yes --watch --profile acme';

test.each<[string, Typed, string, string]>([
  ['without --yes', { ...WATCHING, yes: false }, 'watch_needs_yes', COMMAND],
  ['standard input', { ...WATCHING, roster: '-' }, 'watch_needs_file', WITH_FILE],
  ['a folder', { ...WATCHING, roster: 'folder' }, 'watch_needs_file', WITH_FILE],
  ['a device', { ...WATCHING, roster: '/dev/null' }, 'watch_needs_file', WITH_FILE],
  ['a dry run', { ...WATCHING, yes: false, dryRun: true }, 'not_with_watch', COMMAND],
  ['--out', { ...WATCHING, out: 'plan.json' }, 'not_with_watch', COMMAND],
  ['--detailed-exitcode', { ...WATCHING, detailedExitcode: true }, 'not_with_watch', COMMAND],
  ['--accept-roster', { ...WATCHING, acceptRoster: true }, 'not_with_watch', COMMAND],
  ['--accept-listing', { ...WATCHING, acceptListing: true }, 'not_with_watch', COMMAND],
  ['less than a minute', { ...WATCHING, every: 59_500 }, 'every_too_short', `${COMMAND} --every 1m`],
  ['--every alone', { ...PLAIN, every: 5_400_000 }, 'every_needs_watch', `${COMMAND} --every 90m`],
])('%s is refused with the command to type', async (_what, typed, code, command) => {
  await expect(checked(typed)).rejects.toMatchObject({ exitCode: 7, code, hint: `Type: ${command}` });
});

test('an interval is repeated as it may have been typed', async () => {
  await expect(checked({ ...WATCHING, every: 59_500 })).rejects.toThrow('--every 59500ms is too often');
  await expect(checked({ ...WATCHING, every: 30_000 })).rejects.toThrow('--every 30s is too often');
});
