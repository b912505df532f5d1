import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { paintFor } from '../../src/commands/context-of.ts';
import { contextWith, outsideWith, Screen } from '../helpers/context.ts';

const env = (variables: Record<string, string>) => outsideWith({ env: variables });

describe('colours', () => {
  const level = (variables: Record<string, string>, terminal: boolean, wanted = true): number =>
    paintFor(terminal ? new Screen(80) : new Screen(), variables, wanted).level;

  test.each([
    ['on a terminal', {}, true, 1],
    ['not in a pipe', {}, false, 0],
    ['not with NO_COLOR', { NO_COLOR: '1' }, true, 0],
    ['also with an empty NO_COLOR', { NO_COLOR: '' }, true, 1],
    ['not on a dumb terminal', { TERM: 'dumb' }, true, 0],
    ['in a pipe with FORCE_COLOR', { FORCE_COLOR: '1' }, false, 1],
    ['also with NO_COLOR when FORCE_COLOR is there', { FORCE_COLOR: '1', NO_COLOR: '1' }, true, 1],
    ['not with FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, 0],
    ['not with FORCE_COLOR=false', { FORCE_COLOR: 'false' }, true, 0],
    ['on a terminal with an empty FORCE_COLOR', { FORCE_COLOR: '' }, true, 1],
    ['not in a pipe with an empty FORCE_COLOR', { FORCE_COLOR: '' }, false, 0],
  ] as const)('%s', (_name, variables, terminal, expected) => {
    expect(level(variables, terminal)).toBe(expected);
  });

  test('--no-color is the last word', () => {
    expect(level({ FORCE_COLOR: '1' }, true, false)).toBe(0);
    expect(contextWith({ color: false }, outsideWith({ terminal: 80 })).paint.level).toBe(0);
    expect(contextWith({}, outsideWith({ terminal: 80 })).paint.level).toBe(1);
  });
});

describe('the profile', () => {
  const profile = (typed: Parameters<typeof contextWith>[0], variables: Record<string, string> = {}) => {
    const { options } = contextWith(typed, env(variables));
    return [options.profile, options.sandbox];
  };

  test('is the one of the command line, else of the environment, else the default', () => {
    expect(profile({ profile: 'acme' }, { TEAMSYNC_PROFILE: 'other' })).toEqual(['acme', false]);
    expect(profile({}, { TEAMSYNC_PROFILE: 'other' })).toEqual(['other', false]);
    expect(profile({}, { TEAMSYNC_PROFILE: '' })).toEqual(['default', false]);
    expect(profile({})).toEqual(['default', false]);
  });

  test('sandbox is the sandbox, however it was named', () => {
    for (const typed of [{ sandbox: true }, { profile: 'sandbox' }, { sandbox: true, profile: 'sandbox' }]) {
      expect(profile(typed, { TEAMSYNC_PROFILE: 'acme' })).toEqual(['sandbox', true]);
    }
    expect(profile({}, { TEAMSYNC_PROFILE: 'sandbox' })).toEqual(['sandbox', true]);
  });

  test('another one beside --sandbox is a contradiction', () => {
    expect(() => contextWith({ sandbox: true, profile: 'acme' })).toThrow(
      expect.objectContaining({ code: 'profile_and_sandbox', exitCode: 7 }) as Error,
    );
  });
});

describe('folders', () => {
  test('are the ones of the environment, taken from where the program was started', () => {
    const variables = { TEAMSYNC_CONFIG_DIR: 'conf', TEAMSYNC_STATE_DIR: '/var/lib/teamsync' };
    expect(contextWith({}, env(variables)).folders).toEqual({
      config: resolve('/home/ana/rosters/conf'),
      state: resolve('/var/lib/teamsync'),
      work: '/home/ana/rosters',
    });
  });

  test('are the platform’s own otherwise, also when a variable is empty, and two different ones', () => {
    const { config, state } = contextWith({}, env({ TEAMSYNC_CONFIG_DIR: '' })).folders;
    expect(config).not.toBe(state);
    for (const folder of [config, state]) {
      expect(folder).toBe(resolve(folder));
      expect(folder.split(/[\\/]/)).toContain('teamsync');
      expect(folder.startsWith(join('/home/ana/rosters'))).toBe(false);
    }
  });

  test('of state are where each platform keeps such data', () => {
    const state = (platform: string): string => contextWith({}, outsideWith({ platform })).folders.state;
    expect(state('linux')).not.toBe(state('darwin'));
  });
});

describe('asking', () => {
  const asks = (typed: Parameters<typeof contextWith>[0], outside = outsideWith({ terminal: 80 })): boolean =>
    contextWith(typed, outside).interactive;

  test('is possible with a terminal at both ends', () => {
    expect(asks({})).toBe(true);
  });

  test('is not possible in a pipe, in CI, with --no-input, --json or --quiet', () => {
    expect(asks({}, outsideWith())).toBe(false);
    expect(asks({}, outsideWith({ terminal: 80, env: { CI: 'true' } }))).toBe(false);
    expect(asks({}, outsideWith({ terminal: 80, env: { CI: '' } }))).toBe(true);
    expect(asks({ input: false })).toBe(false);
    expect(asks({ json: true })).toBe(false);
    expect(asks({ quiet: true })).toBe(false);
    const piped = outsideWith({ terminal: 80 });
    delete piped.stdin.isTTY;
    expect(asks({}, piped)).toBe(false);
    const logged = outsideWith({ terminal: 80 });
    delete logged.stderr.isTTY;
    expect(asks({}, logged)).toBe(false);
  });
});

describe('output', () => {
  test('is as wide as the terminal, and 80 columns in a pipe', () => {
    expect(contextWith({}, outsideWith({ terminal: 123 })).width).toBe(123);
    expect(contextWith({}, outsideWith()).width).toBe(80);
    const unsized = outsideWith({ terminal: 123 });
    delete unsized.stdout.columns;
    expect(contextWith({}, unsized).width).toBe(80);
  });

  test.each([
    [{}, 'result', 'remark\n'],
    [{ quiet: true }, '', ''],
    [{ json: true }, '', 'remark\n'],
    [{ json: true, quiet: true }, '', ''],
  ])('with %j', (typed, stdout, stderr) => {
    const context = contextWith(typed);
    context.print(() => 'result');
    context.note('remark');
    expect([context.outside.stdout.text, context.outside.stderr.text]).toEqual([stdout, stderr]);
  });

  test('tells dates in the time zone of whoever reads them', () => {
    const context = contextWith({}, outsideWith({ zone: 'Europe/Berlin' }));
    context.print(() => 'until 2026-03-02T10:00:00Z\n');
    context.note('since 2026-07-02T10:00:00Z');
    const { stdout, stderr } = context.outside;
    expect([stdout.text, stderr.text]).toEqual([
      'until 2026-03-02 11:00 CET\n',
      'since 2026-07-02 12:00 CEST\n',
    ]);
  });
});
