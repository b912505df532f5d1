import { expect, test } from 'vitest';
import { codeOf } from '../../src/dropbox/error-code.ts';

const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

test.each([
  ['a code', refused, 'ECONNREFUSED'],
  ['a cause with a code', new TypeError('failed', { cause: refused }), 'ECONNREFUSED'],
  ['a number for a code', new DOMException('too late', 'TimeoutError'), 'TimeoutError'],
  ['no code', new RangeError('x'), 'RangeError'],
  ['a cause that is no error', new Error('x', { cause: 'SIGINT' }), ''],
  ['nothing of an error', 'text', ''],
])('an error with %s is named', (_name, error, code) => {
  expect(codeOf(error)).toBe(code);
});
