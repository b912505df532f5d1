import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halved, openWindow, roomIn, widened, type Window } from '../../src/dropbox/window.ts';

/** The window after so many answers. */
function after(answers: number, window: Window): Window {
  return Array.from({ length: answers }).reduce<Window>(widened, window);
}

test.each([
  [1, 1],
  [3, 3],
  [4, 4],
  [16, 4],
])('below a ceiling of %i a run starts with %i writes at once', (ceiling, room) => {
  expect(roomIn(openWindow(ceiling))).toBe(room);
});

test.each([
  [4, 4],
  [5, 5],
  [9, 5],
  [10, 6],
])('after %i answers a window of four has room for %i', (answers, room) => {
  expect(roomIn(after(answers, openWindow(16)))).toBe(room);
});

test('a window never grows beyond its ceiling', () => {
  expect(roomIn(after(1000, openWindow(6)))).toBe(6);
});

test('a window is halved when a request is throttled, and never below one', () => {
  const sizes = [0, 1, 2, 3].map((times) => {
    const seconds = Array.from({ length: times }, (_, index) => index);
    return roomIn(seconds.reduce((window, second) => halved(window, second, second), openWindow(4)));
  });
  expect(sizes).toEqual([4, 2, 1, 1]);
});

test('what was under way when it was halved does not halve it again, and what began later does', () => {
  const once = halved(openWindow(4), 100, 200);
  expect(halved(once, 199, 250)).toBe(once);
  expect(roomIn(halved(once, 200, 300))).toBe(1);
});

test('a window that was halved grows back', () => {
  expect(roomIn(after(7, halved(openWindow(4), 0, 1)))).toBe(4);
});

test('whatever happens, the room is between one and the ceiling, and one answer makes room for one more at most', () => {
  const event = fc.oneof(fc.constant('answer' as const), fc.nat({ max: 50 }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.array(event, { maxLength: 300 }), (ceiling, events) => {
      let window = openWindow(ceiling);
      for (const [now, what] of events.entries()) {
        const before = roomIn(window);
        window = what === 'answer' ? widened(window) : halved(window, now - what, now);
        const room = roomIn(window);
        expect(room).toBeGreaterThanOrEqual(1);
        expect(room).toBeLessThanOrEqual(Math.min(ceiling, before + 1));
      }
    }),
  );
});
