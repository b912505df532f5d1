import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLimiter, type Limiter } from '../../src/dropbox/limiter.ts';

interface Hall {
  limiter: Limiter;
  /** Places in the order in which they were let in. */
  entered: number[];
  /** What ends the turn of a place. */
  leave: Map<number, () => void>;
  come: (place: number) => void;
  interrupt: () => void;
}

/** A limiter, and who is in it. */
function hall(writesAtOnce: number): Hall {
  const controller = new AbortController();
  const limiter = createLimiter({ writesAtOnce, monotonic: () => 0, signal: controller.signal });
  const entered: number[] = [];
  const leave = new Map<number, () => void>();
  return {
    limiter,
    entered,
    leave,
    come(place) {
      void limiter.enter(place).then((end) => {
        entered.push(place);
        leave.set(place, () => {
          leave.delete(place);
          end();
        });
      });
    },
    interrupt: () => {
      controller.abort('SIGINT');
    },
  };
}

/** Everything that can happen without anybody's doing has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function filled(writesAtOnce: number, writes: number): Promise<Hall> {
  const filling = hall(writesAtOnce);
  for (let write = 0; write < writes; write += 1) filling.come(filling.limiter.place());
  await settled();
  return filling;
}

describe('the queue', () => {
  test('lets in as many as there is room for, in the order in which they came', async () => {
    const { entered, leave } = await filled(2, 4);
    expect(entered).toEqual([1, 2]);
    leave.get(2)?.();
    await settled();
    expect(entered).toEqual([1, 2, 3]);
  });

  test('puts whoever has to come again before those who came later', async () => {
    const { entered, leave, come } = await filled(1, 3);
    come(1);
    leave.get(1)?.();
    await settled();
    leave.get(1)?.();
    await settled();
    expect(entered).toEqual([1, 1, 2]);
  });

  test('takes room back once, however often it is given back', async () => {
    const { entered, limiter } = await filled(1, 0);
    const end = await limiter.enter(limiter.place());
    end();
    end();
    const fresh = await limiter.enter(limiter.place());
    void limiter.enter(limiter.place()).then(() => entered.push(3));
    await settled();
    expect(entered).toEqual([]);
    fresh();
    await settled();
    expect(entered).toEqual([3]);
  });

  test('lets everybody go at once when the run is interrupted, and whoever comes later', async () => {
    const { entered, interrupt, come } = await filled(1, 3);
    interrupt();
    come(4);
    await settled();
    expect(entered).toEqual([1, 2, 3, 4]);
  });
});

describe('the room', () => {
  test('is halved for those who wait, while those who are in it stay', async () => {
    const { entered, leave, limiter } = await filled(4, 6);
    limiter.throttled(0);
    for (const place of [1, 2]) leave.get(place)?.();
    await settled();
    expect(entered).toEqual([1, 2, 3, 4]);
    leave.get(3)?.();
    await settled();
    expect(entered).toEqual([1, 2, 3, 4, 5]);
  });

  test('grows with the answers, and lets in who waits', async () => {
    const { entered, limiter } = await filled(16, 6);
    expect(entered).toHaveLength(4);
    for (let answer = 0; answer < 5; answer += 1) limiter.answered();
    await settled();
    expect(entered).toEqual([1, 2, 3, 4, 5]);
  });
});

test('whatever is answered, throttled or broken: never more than the ceiling, everybody has their turn, first come first', async () => {
  const event = fc.record({ what: fc.constantFrom('come', 'answer', 'throttle', 'break'), whose: fc.nat() });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 16 }),
      fc.array(event, { maxLength: 80 }),
      async (most, events) => {
        const { limiter, entered, leave, come } = hall(most);
        let came = 0;
        for (const { what, whose } of events) {
          const place = [...leave.keys()][whose % Math.max(1, leave.size)];
          if (what === 'come') come((came = limiter.place()));
          else if (what === 'answer') limiter.answered();
          else if (what === 'throttle') limiter.throttled(0);
          if (what !== 'come' && place !== undefined) leave.get(place)?.();
          await settled();
          expect(leave.size).toBeLessThanOrEqual(most);
          expect(came > entered.length && leave.size === 0).toBe(false);
        }
        while (leave.size > 0) {
          for (const end of [...leave.values()]) end();
          await settled();
        }
        expect(entered).toEqual(Array.from({ length: came }, (_, index) => index + 1));
      },
    ),
  );
});
