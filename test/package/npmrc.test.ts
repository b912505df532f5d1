import { expect, test } from 'vitest';
import * as z from 'zod';
import { read } from './place.ts';

const settings = Object.fromEntries(
  read('.npmrc')
    .split('\n')
    .filter((line) => /^[\w-]+=/.test(line))
    .map((line): [string, string] => {
      const [name = '', value = ''] = line.split('=');
      return [name, value];
    }),
);

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});
const { packages } = lockSchema.parse(JSON.parse(read('package-lock.json')));
/** The entry without a name is the project itself. */
const locked = Object.entries(packages).filter(([name]) => name !== '');

test('a release that is younger than a week is not taken up', () => {
  expect(Number(settings['min-release-age'])).toBeGreaterThanOrEqual(7);
});

test('nothing is installed from outside the registry', () => {
  expect(settings).toMatchObject({ 'allow-git': 'none', 'allow-remote': 'none' });
  // What comes from the registry is locked by its hash, and an address of its own would be somewhere else.
  expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  expect(locked.filter(([, { integrity = '' }]) => !integrity.startsWith('sha512-'))).toEqual([]);
});

test('no dependency runs a script when it is installed', () => {
  const withScript = locked.filter(([, { hasInstallScript = false }]) => hasInstallScript);
  expect(withScript.map(([name]) => name)).toEqual([]);
});

test('our own build runs at `npm ci`, and `npx teamsync` after it, as the README promises', () => {
  expect(settings).not.toHaveProperty('ignore-scripts');
  // It would stop npx, which counts our own `prepare` among the scripts.
  expect(settings).not.toHaveProperty('strict-allow-scripts');
});
