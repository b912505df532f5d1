import { expect, test } from 'vitest';
import { advice } from './typed.ts';

test.each([
  [
    'auth dropbox --access raed',
    '--access takes read, write or full, not "raed". Did you mean read?',
    'Type: teamsync auth dropbox --access read',
  ],
  [
    'reconcile r.csv --format cvs',
    '--format takes csv, json, ndjson, scim or xlsx, not "cvs". Did you mean csv?',
    'Type: teamsync reconcile <roster> --format csv',
  ],
  [
    'member list --status=fired',
    '--status takes active, invited, suspended or removed, not "fired".',
    'See: teamsync member list --help',
  ],
  [
    'completion zhs',
    'teamsync completion takes bash, zsh, fish or powershell, not "zhs". Did you mean zsh?',
    'Type: teamsync completion zsh',
  ],
  [
    'reconcile r.csv --concurrency 99',
    '--concurrency cannot be "99". Expected a whole number from 1 to 16.',
    'See: teamsync reconcile --help',
  ],
  [
    'reconcile',
    'teamsync reconcile needs <roster>: a CSV, JSON or Excel file, or - for standard input.',
    'Type, for example: teamsync reconcile roster.csv --dry-run',
  ],
  [
    'explain a@x.org',
    'teamsync explain needs --roster <roster>: a CSV',
    'Type, for example: teamsync explain ana@example.com --roster roster.csv',
  ],
  [
    'reconcile a.csv b.csv',
    'teamsync reconcile takes one argument, so "b.csv" is too much.',
    'See: teamsync reconcile --help',
  ],
  [
    'roster diff a b c',
    'teamsync roster diff takes 2 arguments, so "c" is too much.',
    'See: teamsync roster diff --help',
  ],
  [
    'history list frobnicate',
    'teamsync history list takes no arguments, so "frobnicate" is too much.',
    'See: teamsync history list --help',
  ],
  ['status now', 'teamsync status takes no arguments, so "now" is too much.', 'See: teamsync status --help'],
  ['settings show --profile', "Option '--profile <name>' argument missing.", 'See: teamsync --help'],
  [
    'auth dropbox --paste --redirect-uri http://127.0.0.1:9/',
    "Option '--redirect-uri <uri>' cannot be used with option '--paste'.",
    'See: teamsync auth dropbox --help',
  ],
  ['settings', 'teamsync settings needs a subcommand.', 'See: teamsync settings --help'],
])('%s', async (line, message, hint) => {
  const [said, told] = (await advice(line)).split('\n');
  expect(said).toContain(message);
  expect(told).toBe(hint);
});

test('keeps a value whole that holds quotes and line breaks', async () => {
  const said = await advice(['reconcile', 'r.csv', '--format', "it's\n'csv'"]);
  expect(said).toContain(`not "it's 'csv'".`);
});
