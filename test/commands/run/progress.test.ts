import { expect, test } from 'vitest';
import { progressFor } from '../../../src/commands/run/progress.ts';
import { contextWith } from '../../helpers/context.ts';

test('events are one JSON object a line on standard error, and nothing else is written', async () => {
  const context = contextWith({ json: true });
  const answer = await progressFor(context, 'json').during('Applying', (update) => {
    update(1, 2);
    update(2, 2);
    return Promise.resolve('done');
  });
  expect(answer).toBe('done');
  const at = '2026-03-02T10:00:00.000Z';
  const lines = context.outside.stderr.text.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { event: 'begin', at, step: 'Applying' },
    { event: 'progress', at, step: 'Applying', done: 1, total: 2 },
    { event: 'progress', at, step: 'Applying', done: 2, total: 2 },
    { event: 'end', at, step: 'Applying' },
  ]);
  expect(context.outside.stdout.text).toBe('');
});

test('a step that fails is over, too', async () => {
  const context = contextWith();
  const failing = progressFor(context, 'json').during('Reading', () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(context.outside.stderr.text).toContain('"event":"end"');
});

test('without events nothing is written where nobody looks', async () => {
  const context = contextWith();
  await progressFor(context).during('Reading', (update) => {
    update(1, 1);
    return Promise.resolve();
  });
  expect(context.outside.stderr.text).toBe('');
});
