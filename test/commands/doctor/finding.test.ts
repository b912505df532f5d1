import { expect, test } from 'vitest';
import { examine, failed, fine } from '../../../src/commands/doctor/finding.ts';
import { InvalidInputError } from '../../../src/errors.ts';

const error = new InvalidInputError('bad', 'It is bad.', { hint: 'Mend it.' });

test('a check that throws one of our errors has failed with it', async () => {
  expect(await examine('one', () => Promise.reject(error))).toEqual(failed('one', error));
  expect(failed('one', error)).toEqual({
    name: 'one',
    status: 'failed',
    message: 'It is bad.',
    hint: 'Mend it.',
    error,
  });
});

test('any other error is none of a check', async () => {
  await expect(examine('one', () => Promise.reject(new TypeError('odd')))).rejects.toThrow('odd');
  expect(await examine('one', () => fine('one', 'Good.'))).toMatchObject({ status: 'ok', error: null });
});
