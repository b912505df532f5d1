import { expect, test } from 'vitest';
import { readJson, readJsonBytes } from '../../src/settings/json.ts';

test('strict JSON is read, with or without a byte order mark', () => {
  expect(readJson('{"a": [1, "x"]}')).toEqual({ ok: true, value: { a: [1, 'x'] } });
  expect(readJson('\uFEFF{}')).toEqual({ ok: true, value: {} });
});

test('a key that stands twice is refused with its line, and the same key in two objects is not', () => {
  expect(readJson('{\n "a": 1,\n "a": 2\n}')).toEqual({ ok: false, fault: 'line 3 gives the key "a" again' });
  expect(readJson('{"a": {"x": 1}, "b": {"x": 1}}')).toMatchObject({ ok: true });
});

test.each([
  ['', 'line 1, column 1: ValueExpected'],
  ['{"a": }', 'line 1, column 7: ValueExpected'],
  ['{\n  "a": 1,\n}', 'line 3, column 1: PropertyNameExpected'],
  ['{} // remark', 'line 1, column 4: InvalidCommentToken'],
])('%j is refused with line and column', (text, fault) => {
  expect(readJson(text)).toEqual({ ok: false, fault });
});

test('the content of a broken document is never part of the message', () => {
  const reading = readJson('{"refreshToken": "sl.SECRET" oops');
  expect(reading.ok).toBe(false);
  expect(JSON.stringify(reading)).not.toContain('SECRET');
});

test('nesting too deep to follow is a fault and not a crash', () => {
  expect(readJson('['.repeat(200_000))).toMatchObject({ ok: false });
});

test('bytes that are not UTF-8 are refused', () => {
  expect(readJsonBytes(Buffer.from([0x22, 0xff, 0x22]))).toEqual({
    ok: false,
    fault: 'it is not UTF-8 text',
  });
  expect(readJsonBytes(Buffer.from('"é"'))).toEqual({ ok: true, value: 'é' });
});
