import { expect, test } from 'vitest';
import { REQUEST_ID, requestIdIn } from '../../src/dropbox/request-id.ts';

test.each([
  [{ [REQUEST_ID]: 'req-1' }, 'req-1'],
  [{ [REQUEST_ID]: 7 }, null],
  [{}, null],
  [null, null],
  [undefined, null],
  ['text', null],
])('the request named in %j is %j', (headers, id) => {
  expect(requestIdIn(headers)).toBe(id);
});
