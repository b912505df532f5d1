import { expect, test } from 'vitest';
import { TeamsyncError } from '../../src/errors.ts';
import { renderEnvelope, renderEnvelopeLine } from '../../src/render/json.ts';
import { textOf } from '../helpers/report.ts';

test('success is one document with these keys in this order, ending in a line break', () => {
  const text = textOf(
    renderEnvelope({
      command: 'reconcile',
      exitCode: 0,
      data: { a: 1 },
      warnings: [{ code: 'w', message: 'W.' }],
      error: null,
    }),
  );
  expect(text).toMatch(/}\n$/);
  expect(JSON.stringify(JSON.parse(text))).toBe(
    '{"schemaVersion":1,"command":"reconcile","ok":true,"exitCode":0,"data":{"a":1},' +
      '"warnings":[{"code":"w","message":"W."}],"error":null}',
  );
});

test('pending changes are a success too', () => {
  const text = textOf(renderEnvelope({ command: 'plan', exitCode: 2, data: {}, warnings: [], error: null }));
  expect(JSON.parse(text)).toMatchObject({ ok: true, exitCode: 2, error: null });
});

test('an error has its code, message, hint and details, and nothing of its cause', () => {
  const error = new TeamsyncError(4, 'some_changes_failed', 'Not everything.', {
    hint: 'Again.',
    details: { differences: ['x'] },
    cause: new Error('secret'),
  });
  const text = textOf(renderEnvelope({ command: 'apply', exitCode: 4, data: {}, warnings: [], error }));
  expect(JSON.parse(text)).toEqual({
    schemaVersion: 1,
    command: 'apply',
    ok: false,
    exitCode: 4,
    data: {},
    warnings: [],
    error: {
      code: 'some_changes_failed',
      message: 'Not everything.',
      hint: 'Again.',
      details: { differences: ['x'] },
    },
  });
});

test('an error without a hint or details says so', () => {
  const error = new TeamsyncError(1, 'unexpected', 'Odd.');
  const text = textOf(renderEnvelope({ command: 'apply', exitCode: 1, data: {}, warnings: [], error }));
  expect(JSON.parse(text)).toMatchObject({ error: { hint: null, details: {} } });
});

test('what could steer a terminal is escaped, and means the same', () => {
  const name = '\u009b31m\u202eevil\u2028\u200b\u007f\u{e0001}é';
  const text = textOf(
    renderEnvelope({ command: 'x', exitCode: 0, data: { name }, warnings: [], error: null }),
  );
  expect(text).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/u);
  expect(JSON.parse(text)).toMatchObject({ data: { name } });
});

test('an envelope among others is the same document on a line of its own', () => {
  const envelope = { command: 'x', exitCode: 0, data: { name: 'a\u202eb\nc' }, warnings: [], error: null };
  const line = textOf(renderEnvelopeLine(envelope));
  expect(line.split('\n')).toEqual([expect.stringContaining('{'), '']);
  expect(JSON.parse(line)).toEqual(JSON.parse(textOf(renderEnvelope(envelope))));
  expect(line).toContain('\\u202e');
});
