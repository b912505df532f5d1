import { expect, test } from 'vitest';
import { dataOf } from '../../helpers/documents.ts';
import { place, storedIn } from './place.ts';

test('the refresh token goes into a pipe only with --yes', async () => {
  const at = await place();
  await at.logIn();
  const token = (await storedIn(at)).credentials.login?.refreshToken ?? '';
  const line = ['auth', 'token', '--show-refresh-token'];
  const [refused, shown, document] = await Promise.all([
    at.run(...line),
    at.run(...line, '--yes'),
    at.run(...line, '--yes', '--json'),
  ]);
  expect(refused.exitCode).toBe(7);
  expect(refused.stdout + refused.stderr).not.toContain(token);
  expect(shown.stdout).toBe(`${token}\n`);
  expect(dataOf(document)).toMatchObject({ refreshToken: token });
});
