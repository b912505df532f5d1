import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findSecrets, formsOf } from '../../helpers/secrets.ts';
import { place } from './place.ts';
import { leaksOf } from './silence.ts';

describe('these tests would find', () => {
  const token = 'sl.u.A/b+c=d"e\\f~ä?>_0123456789-0123456789 z';

  test.each(formsOf(token))('a secret that is $name: $text', ({ text }) => {
    const secrets = new Map([[token, 'the token']]);
    expect(findSecrets(`before "${text}" after`, secrets)).not.toEqual([]);
    expect(findSecrets('before "[redacted]" after', secrets)).toEqual([]);
  });

  test('forms of every kind', () => {
    const names = [
      'plain',
      'URL-encoded',
      'form-encoded',
      'JSON-escaped',
      'base64',
      'inside base64',
      'base64url',
    ];
    expect(formsOf(token).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  test.each([0, 1, 2, 3])('a secret in base64 of more than itself, %i characters in', (before) => {
    const text = Buffer.from(`${'x'.repeat(before)}${token}yz`).toString('base64');
    expect(findSecrets(text, new Map([[token, 'the token']]))).not.toEqual([]);
  });

  test('a secret of which only a part is left, and no short one by a coincidence', () => {
    expect(findSecrets(token.slice(5, 29), new Map([[token, 'the token']]))).toEqual([
      'a part of the token, plain',
    ]);
    expect(findSecrets('abcdefghijklmn', new Map([['abcdefghijklmno', 'the secret']]))).toEqual([]);
  });

  test('a secret in a file, in the name of a file and in neither', async () => {
    const at = await place();
    at.secrets.set('SENTINEL-in-a-file', 'the secret');
    await writeFile(join(at.here.folder, 'a'), 'x SENTINEL-in-a-file x');
    await writeFile(join(at.here.folder, 'SENTINEL-in-a-file'), '');
    expect(await leaksOf(at, {})).toEqual(expect.arrayContaining(['a: the secret, plain']));
    expect(await leaksOf(at, {})).toHaveLength(2);
  });

  test('a secret in an address, and any query in a call', async () => {
    const at = await place();
    await fetch(`${at.gateway.origin}/oauth2/token?client_secret=${at.sandbox.appSecret}`, {
      method: 'POST',
    });
    const leaks = await leaksOf(at, {});
    expect(leaks).toHaveLength(2);
    expect(leaks[0]).toBe('addresses: app secret, plain');
  });
});
