import { expect, test } from 'vitest';
import { advice } from './typed.ts';

test.each([
  [
    'recncile r.csv',
    'teamsync has no command "recncile". Did you mean reconcile?',
    'Type: teamsync reconcile <roster>',
  ],
  ['setings show', 'teamsync has no command "setings". Did you mean settings?', 'Type: teamsync settings'],
  [
    'settings shwo',
    'teamsync settings has no command "shwo". Did you mean settings show?',
    'Type: teamsync settings show',
  ],
  [
    'suspend a@x.org',
    'teamsync has no command "suspend". Did you mean member suspend?',
    'Type: teamsync member suspend <emails...>',
  ],
  [
    'recovr',
    'teamsync has no command "recovr". Did you mean member recover?',
    'Type: teamsync member recover <emails...>',
  ],
  ['list', 'Did you mean member list, hold list or history list?', 'Type: teamsync member list'],
  ['expain', 'Did you mean explain?', 'Type: teamsync explain <email> --roster <roster>'],
  ['frobnicate', 'teamsync has no command "frobnicate".', 'See: teamsync --help'],
  ['hold frobnicate', 'teamsync hold has no command "frobnicate".', 'See: teamsync hold --help'],
  [
    'history shwo',
    'teamsync history has no command "shwo". Did you mean history show?',
    'Type: teamsync history show <run>',
  ],
  ['help frobnicate', 'teamsync has no command "frobnicate".', 'See: teamsync --help'],
  [
    'help settings stt',
    'teamsync settings has no command "stt". Did you mean settings set?',
    'Type: teamsync settings set',
  ],
])('%s', async (line, message, hint) => {
  const [said, told] = (await advice(line)).split('\n');
  expect(said).toContain(message);
  expect(told).toBe(hint);
});

test.each([
  [['hr/roster.csv'], 'Type: teamsync reconcile hr/roster.csv --dry-run'],
  [['my roster.XLSX'], 'Type: teamsync reconcile <roster> --dry-run'],
])('%j is a roster whose command was forgotten', async (argv, hint) => {
  expect(await advice(argv)).toBe(`teamsync has no command "${argv[0] ?? ''}".\n${hint}`);
});

test('never names the command that only shells call', async () => {
  expect(await advice('__complet')).not.toContain('Did you mean');
});

test('repeats a long word in one line and in part', async () => {
  const said = await advice([`${'long'.repeat(30)}\nword`]);
  expect(said).toContain(`"${'long'.repeat(15)}…"`);
});
