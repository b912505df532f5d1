import { expect, test } from 'vitest';
import { isCrowded, isThrottled } from '../../src/dropbox/crowding.ts';

const TAG = { '.tag': 'too_many_write_operations' };

test.each<[string, number, unknown, boolean]>([
  ['429, whatever it says', 429, 'busy', true],
  ['409 with the tag itself', 409, { error: TAG }, true],
  ['409 with the tag as its reason', 409, { error: { reason: TAG } }, true],
  ['409 with another tag, for somebody of that name', 409, { error: { '.tag': 'other' }, user: TAG }, false],
  ['409 that only looks like it', 409, 'too_many_write_operations', false],
  ['409 of another kind', 409, { error: { '.tag': 'user_not_found' } }, false],
  ['200, which was carried out', 200, { error: TAG }, false],
])('to try again later is said by: %s', (_name, status, body, said) => {
  expect(isThrottled(status, typeof body === 'string' ? body : JSON.stringify(body))).toBe(said);
});

test('a job that failed because of too many writes is noticed, and a long listing with the word in it is not', () => {
  expect(isCrowded(JSON.stringify({ '.tag': 'failed', failed: 'too_many_write_operations' }))).toBe(true);
  expect(isCrowded(JSON.stringify({ '.tag': 'failed', failed: 'no' }))).toBe(false);
  expect(isCrowded(`${'{}'.repeat(20_000)}too_many_write_operations`)).toBe(false);
});
