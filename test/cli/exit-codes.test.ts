import { expect, test } from 'vitest';
import { EXIT_MEANINGS } from '../../src/cli/exit-codes.ts';
import { EXIT } from '../../src/errors.ts';

test('every exit code has a meaning, in the order of the codes', () => {
  const codes = Object.values(EXIT).sort((one, other) => one - other);
  expect(EXIT_MEANINGS.map(([code]) => code)).toEqual(codes);
});
