import { expect, test } from 'vitest';
import { once } from '../src/once.ts';

test('what is made once is made at the first question, and is the same at every other', () => {
  let made = 0;
  const get = once(() => {
    made += 1;
    return null;
  });
  expect(made).toBe(0);
  expect([get(), get()]).toEqual([null, null]);
  expect(made).toBe(1);
});
