import { expect, test } from 'vitest';
import { advice } from './typed.ts';

test.each([
  [
    'reconcile r.csv --dryrun',
    'teamsync reconcile has no option "--dryrun". Did you mean --dry-run?',
    'Type: teamsync reconcile <roster> --dry-run',
  ],
  [
    'reconcile r.csv --max-deprovision=3',
    'no option "--max-deprovision". Did you mean --max-deprovisions?',
    'Type: teamsync reconcile <roster> --max-deprovisions <limit>',
  ],
  [
    'settings show --jsn',
    'teamsync settings show has no option "--jsn". Did you mean --json?',
    'Type: teamsync settings show --json',
  ],
  [
    '--vrbose settings show',
    'teamsync has no option "--vrbose". Did you mean --verbose?',
    'Type: teamsync --verbose',
  ],
  [
    'history --limt 3',
    'teamsync history list has no option "--limt". Did you mean --limit?',
    'Type: teamsync history list --limit <number>',
  ],
  [
    'member transfer a@x.org --to b@x.org --too c@x.org',
    'Did you mean --to?',
    'Type: teamsync member transfer <emails...> --to <email>',
  ],
  ['settings set --provison', 'Did you mean --provision?', 'Type: teamsync settings set --provision'],
  [
    'reconcile r.csv --dry-run=yes',
    '--dry-run takes no value.',
    'Type: teamsync reconcile <roster> --dry-run',
  ],
  ['settings show --json=1', '--json takes no value.', 'Type: teamsync settings show --json'],
  [
    'history list --status active',
    'teamsync history list has no option "--status"; member list takes it.',
    'See: teamsync history list --help',
  ],
  [
    'doctor --dry-run',
    'teamsync doctor has no option "--dry-run"; reconcile, plan, apply, undo and 6 more take it.',
    'See: teamsync doctor --help',
  ],
  [
    'doctor --dry-rnu',
    'Did you mean --dry-run? reconcile, plan, apply, undo and 6 more take it.',
    'See: teamsync doctor --help',
  ],
  [
    '--dry-run reconcile r.csv',
    'teamsync has no option "--dry-run"; reconcile, plan, apply, undo and 6 more take it.',
    'Type: teamsync reconcile <roster> --dry-run',
  ],
  ['plan r.csv --frobnicate', 'teamsync plan has no option "--frobnicate".', 'See: teamsync plan --help'],
  ['status -n', 'teamsync status has no option "-n".', 'See: teamsync status --help'],
])('%s', async (line, message, hint) => {
  const [said, told] = (await advice(line)).split('\n');
  expect(said).toContain(message);
  expect(told).toBe(hint);
});

test('never repeats what was typed behind an unknown option', async () => {
  expect(await advice('auth dropbox --app-secret=s3cr3t')).not.toContain('s3cr3t');
});
