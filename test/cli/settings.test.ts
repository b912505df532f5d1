import { expect, test } from 'vitest';
import { complaint, understood } from './typed.ts';

const LINES: [string, string, unknown][] = [
  ['settings show', 'settings show', { settingsFile: undefined }],
  ['settings show --settings s.json', 'settings show', { settingsFile: 's.json' }],
  ['settings get provision.silent', 'settings get', { key: 'provision.silent' }],
  ['settings set', 'settings set', { pairs: [], flags: {} }],
  ['settings set a.b=1 c.d=e=f', 'settings set', { pairs: ['a.b=1', 'c.d=e=f'], flags: {} }],
  ['settings unset a.b c.d', 'settings unset', { keys: ['a.b', 'c.d'] }],
  ['settings edit', 'settings edit', undefined],
  ['settings path', 'settings path', undefined],
];

test.each(LINES)('%s', async (line, command, input) => {
  const options = { color: true, input: true };
  expect(await understood(line)).toEqual({ command, options, input });
});

test.each(['provision', 'deprovision', 'suspend', 'silent', 'update', 'groups'])(
  '--%s turns it on and --no- turns it off, and nothing else',
  async (flag) => {
    expect((await understood(`settings set --${flag}`)).input).toEqual({
      pairs: [],
      flags: { [flag]: true },
    });
    expect((await understood(`settings set --no-${flag}`)).input).toEqual({
      pairs: [],
      flags: { [flag]: false },
    });
    expect((await understood(`settings set --${flag} a.b=1 --no-${flag}`)).input).toEqual({
      pairs: ['a.b=1'],
      flags: { [flag]: false },
    });
  },
);

test.each([
  ['settings get', "missing required argument 'key'"],
  ['settings get a b', 'too many arguments'],
  ['settings unset', "missing required argument 'keys'"],
  ['settings set --recover', "unknown option '--recover'"],
  ['settings set --provison', "unknown option '--provison'"],
  ['settings shwo', "unknown command 'shwo'"],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});
