import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logIn } from '../../helpers/browser.ts';
import { freeUri, place } from './place.ts';
import { ROSTER, expectSilence, leaksOf } from './silence.ts';

test('a rehearsal keeps the secrets of its own team to itself', async () => {
  const at = await place();
  const ran = await logIn(at.here, ['--sandbox', '--no-browser', '--redirect-uri', await freeUri()]);
  expect(ran.exitCode).toBe(0);
  const team = join(at.here.folder, 'state', 'sandbox', 'team.json');
  const login = join(at.here.folder, 'config', 'sandbox.json');
  for (const path of [team, login]) {
    for (const [name, value] of secretsIn(JSON.parse(await readFile(path, 'utf8'))))
      at.secrets.set(value, name);
  }
  expect([...at.secrets.values()]).toEqual(
    expect.arrayContaining(['appSecret', 'accessToken', 'refreshToken']),
  );
  at.keepers.push(team, login);
  expect(await leaksOf(at, { login: ran })).toEqual([]);
  const lines = ['auth status', 'sandbox show', 'sandbox show --json', `reconcile ${ROSTER} --yes --json`];
  const exitCodes = await expectSilence(
    at,
    lines.map((line) => `${line} --verbose --sandbox`),
  );
  expect(Object.values(exitCodes).slice(0, 3)).toEqual([0, 0, 0]);
});

/** Every value of a document whose key says that it is a secret. */
function secretsIn(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string')
    return /secret|token|^value$/i.test(key) && value.length > 8 ? [[key, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, name));
}
