import { expect, test } from 'vitest';
import { createGate } from '../../src/apply/gate.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('as many calls as may be are under way, and the next one follows when one leaves, in order', async () => {
  const gate = createGate(2);
  const slots = [0, 1, 2, 3].map(() => gate.slot());
  const entered: number[] = [];
  for (const [index, slot] of slots.entries()) void slot.take().then(() => entered.push(index));
  await settled();
  expect(entered).toEqual([0, 1]);
  slots[1]?.leave();
  await settled();
  expect(entered).toEqual([0, 1, 2]);
  slots[0]?.leave();
  slots[2]?.leave();
  await settled();
  expect(entered).toEqual([0, 1, 2, 3]);
});

test('a call takes one slot however often it asks, and leaves one however often it goes', async () => {
  const gate = createGate(1);
  const [first, second, third] = [gate.slot(), gate.slot(), gate.slot()];
  first.leave();
  await first.take();
  await first.take();
  first.leave();
  first.leave();
  await second.take();
  let isIn = false;
  void third.take().then(() => (isIn = true));
  await settled();
  expect(isIn).toBe(false);
});
