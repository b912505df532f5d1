import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src/dropbox/retry-after.ts';

const NOW = Date.UTC(2026, 0, 1);
const BODY = '{"error":{"reason":{".tag":"too_many_requests"},"retry_after":7}}';

test.each([
  ['whole seconds', '12', BODY, 12_000],
  ['fractions of seconds', '1.5', BODY, 1_500],
  ['an HTTP date', 'Thu, 01 Jan 2026 00:00:30 GMT', BODY, 30_000],
  ['no header but a body', null, BODY, 7_000],
  ['a header that means nothing, and a body', 'soon', BODY, 7_000],
  ['a negative header, and a body', '-3', BODY, 7_000],
  ['plain text alone', null, 'too_many_requests', 5_000],
  ['nothing at all', null, '', 5_000],
])('%s', (_name, header, body, expected) => {
  expect(retryAfterMs(header, body, NOW)).toBe(expected);
});
