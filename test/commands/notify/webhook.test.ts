import { expect, test } from 'vitest';
import { redact } from '../../../src/auth/secret.ts';
import { readWebhook } from '../../../src/commands/notify/webhook.ts';
import type { TeamsyncError } from '../../../src/errors.ts';

const read = (url: string): string | null => readWebhook({ TEAMSYNC_WEBHOOK_URL: url })?.reveal() ?? null;

test('without the variable, or with an empty one, nobody is told anything', () => {
  expect(readWebhook({})).toBeNull();
  expect(read('  ')).toBeNull();
});

test.each([
  'https://hooks.example.com/services/T0/B0/xyz',
  'http://127.0.0.1:9999/hook',
  'http://localhost:1/',
  'http://[::1]:8080/a?b=c',
])('%s is taken', (url) => {
  expect(read(` ${url}\n`)).toBe(url);
});

test.each([
  'http://hooks.example.com/services/SENTINEL',
  'https://me:SENTINEL@hooks.example.com/',
  'https://SENTINEL@hooks.example.com/',
  'ftp://127.0.0.1/SENTINEL',
  'hooks.example.com/SENTINEL',
  'file:///SENTINEL',
])('%s is refused without a word of it', (url) => {
  const refused = (): unknown => {
    try {
      return read(url);
    } catch (error) {
      return error;
    }
  };
  const error = refused();
  expect(error).toMatchObject({ exitCode: 7, code: 'insecure_url' });
  const { message, hint, details } = error as TeamsyncError;
  expect(JSON.stringify([message, hint, details])).not.toContain('SENTINEL');
});

test('neither the address nor its path gets through the net below all output', () => {
  read('https://hooks.example.com/services/T0000/B0000/SENTINEL-key');
  const text =
    'POST /services/T0000/B0000/SENTINEL-key at https://hooks.example.com/services/T0000/B0000/SENTINEL-key';
  expect(redact(text)).not.toContain('SENTINEL');
});

test('a short path spoils no other text', () => {
  read('https://hooks.example.com/teamsync');
  expect(redact('/etc/teamsync/default.json')).toBe('/etc/teamsync/default.json');
});
