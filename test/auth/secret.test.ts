import { format } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, Secret } from '../../src/auth/secret.ts';
import { everythingOf } from './surroundings.ts';

test('a secret shows itself in no text, JSON, inspection or error, and only reveal gives it', () => {
  const secret = new Secret('hunter2');
  const error = new Error(`Refused: ${String(secret)}`, { cause: { secret } });
  const shown = [
    String(secret),
    [secret].join(),
    `${secret.toString()} `,
    JSON.stringify({ secret }),
    format('%s %o %O %j', secret, secret, secret, secret),
    everythingOf({ secret, list: [secret], map: new Map([['a', secret]]) }),
    everythingOf(error),
  ];
  for (const text of shown) {
    expect(text).toContain('[redacted]');
    expect(text).not.toContain('hunter2');
  }
  expect(secret.reveal()).toBe('hunter2');
  expect(Object.getOwnPropertyNames(secret)).toEqual([]);
});

const VALUE = 'sl.u.A/b+c=d"e\\f~ä?>_0123456789';

test.each([
  ['as it is', VALUE],
  ['in a URL', encodeURIComponent(VALUE)],
  ['in JSON', JSON.stringify(VALUE).slice(1, -1)],
  ['in base64', Buffer.from(VALUE).toString('base64')],
  ['in base64 without padding', Buffer.from(VALUE).toString('base64').replace(/=+$/, '')],
  ['in base64url', Buffer.from(VALUE).toString('base64url')],
])('a value that a secret was made of is taken out of a text %s, everywhere', (_name, form) => {
  new Secret(VALUE);
  expect(redact(`before ${form} between ${form} after`)).toBe('before [redacted] between [redacted] after');
});

test('a text without any secret stays as it is', () => {
  const text = 'nothing to hide: sl.u.other, $&, [redacted]';
  expect(redact(text)).toBe(text);
});

test('a value shorter than any token is left alone, because it may be a word', () => {
  new Secret('members');
  expect(redact('no members left')).toBe('no members left');
  new Secret('eightlet');
  expect(redact('an eightlet here')).toBe('an [redacted] here');
});

test('no value of eight characters or more survives, in whatever text it stands', () => {
  // Longer ones only: one of eight could be a part of the replacement itself.
  const value = fc.string({ minLength: 12, unit: 'grapheme' });
  fc.assert(
    fc.property(value, fc.string(), fc.string(), (text, before, after) => {
      const secret = new Secret(text);
      expect(redact(`${before}${secret.reveal()}${after}`)).not.toContain(text);
      expect(redact(encodeURIComponent(text))).not.toContain(encodeURIComponent(text));
    }),
  );
});

test('a secret that begins like another one leaves nothing of the longer one', () => {
  new Secret('begins-the-same');
  new Secret('begins-the-same-and-goes-on');
  expect(redact('x begins-the-same-and-goes-on y')).toBe('x [redacted] y');
});

test('a process that runs for long remembers the latest secrets, and those that are still in use', () => {
  new Secret('a-token-of-long-ago');
  for (let each = 0; each < 600; each += 1) {
    new Secret(`token-number-${String(each)}`);
    new Secret('a-key-in-daily-use');
  }
  expect(redact('a-token-of-long-ago')).toBe('a-token-of-long-ago');
  expect(redact('token-number-599, token-number-200')).toBe('[redacted], [redacted]');
  expect(redact('a-key-in-daily-use')).toBe('[redacted]');
});
