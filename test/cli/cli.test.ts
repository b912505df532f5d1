import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { complaint, helpOf, invocationsOf, understood } from './typed.ts';

const COMMANDS = [
  'reconcile r.csv',
  'plan r.csv',
  'apply p.json',
  'member suspend a@x.org',
  'member list',
  'member show a@x.org',
  'settings show',
  'settings get k',
  'settings set',
  'settings unset k',
  'settings edit',
  'settings path',
  'sandbox start',
  'sandbox reset',
  'sandbox show',
];
const GLOBAL: [string, Record<string, unknown>][] = [
  ['--profile acme', { profile: 'acme' }],
  ['--sandbox', { sandbox: true }],
  ['--json', { json: true }],
  ['--quiet', { quiet: true }],
  ['--verbose', { verbose: true }],
  ['--no-color', { color: false }],
  ['--no-input', { input: false }],
];

describe('the options that every command takes', () => {
  test.each(COMMANDS)('%s has them before, between and after its words', async (line) => {
    const plain = await understood(line);
    const words = line.split(' ');
    for (const [typed, option] of GLOBAL) {
      for (let place = 0; place <= words.length; place += 1) {
        const argv = [...words.slice(0, place), ...typed.split(' '), ...words.slice(place)];
        expect(await understood(argv), argv.join(' ')).toEqual({
          ...plain,
          options: { color: true, input: true, ...option },
        });
      }
    }
  });

  test('can be taken together', async () => {
    const { options } = await understood('--quiet settings --json show --profile a --no-color');
    expect(options).toEqual({ quiet: true, json: true, profile: 'a', color: false, input: true });
  });
});

test.each(COMMANDS)('%s invokes exactly one command, whose code can be loaded', async (line) => {
  const invocations = await invocationsOf(line);
  expect(invocations).toHaveLength(1);
  for (const { load } of invocations) expect(await load()).toBeTypeOf('function');
});

test.each([
  ['deploy', "unknown command 'deploy'"],
  ['settings show --profile', 'argument missing'],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});

describe('help', () => {
  test('lists every command, the options of all and the exit codes', async () => {
    const text = await helpOf('');
    for (const line of COMMANDS) expect(text).toContain(`  ${line.split(' ')[0] ?? ''} `);
    for (const [typed] of GLOBAL) expect(text).toContain(typed.split(' ')[0]);
    for (const code of Object.values(EXIT))
      expect(text).toMatch(new RegExp(`^ {2}${String(code)} +\\w`, 'm'));
  });

  test.each(COMMANDS)('of %s also shows the options of all', async (line) => {
    const text = await helpOf(line);
    expect(text).toContain('Global options:');
    expect(text).toContain('--profile <name>');
  });
});
