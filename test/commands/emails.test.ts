import { expect, test } from 'vitest';
import { parseEmails } from '../../src/commands/emails.ts';
import { refusalOf } from '../settings/refusal.ts';

test('addresses are compared without regard to case and kept once, in their order', () => {
  expect(parseEmails(['Zoe@Example.com', 'ana@example.com', 'zoe@example.COM'])).toEqual([
    'zoe@example.com',
    'ana@example.com',
  ]);
});

test.each([
  'ana',
  '@example.com',
  'ana@',
  'a@b@c',
  'ana b@example.com',
  'ana@example.com\n',
  'ana\u200b@example.com',
  `${'a'.repeat(250)}@b.org`,
  '',
])('%j is none', async (email) => {
  const error = await refusalOf(() => parseEmails(['ok@example.com', email]));
  expect(error).toMatchObject({ code: 'invalid_email', exitCode: 7, details: { emails: [email] } });
});

test('all that are none are named at once', async () => {
  const error = await refusalOf(() => parseEmails(['ana', 'ok@example.com', 'ben']));
  expect(error.message).toBe('These are no e-mails: "ana", "ben".');
});
