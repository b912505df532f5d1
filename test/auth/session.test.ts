import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TokenAnswer } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import { createSession, fixedSession, type IssuedToken, type Session } from '../../src/auth/session.ts';
import { failureOf } from './loopback/browser.ts';

const MINUTE = 60_000;
const HOURS_4 = 240 * MINUTE;
const START = Date.UTC(2026, 0, 1);

function answer(token: string, lifetimeMs: number | null = HOURS_4): TokenAnswer {
  return { accessToken: new Secret(token), refreshToken: null, lifetimeMs, scopes: null, teamId: null };
}

function issued(token: string, lifetimeMs: number | null = HOURS_4): IssuedToken {
  const expiresAt = lifetimeMs === null ? null : START + lifetimeMs;
  return { token: new Secret(token), issuedAt: START, expiresAt };
}

interface Running {
  session: Session;
  /** Moves the clock to so long after the start. */
  at: (milliseconds: number) => void;
  refreshes: () => number;
  told: IssuedToken[];
}

/** A session whose refreshes give new-1, new-2 and so on. */
function running(cached: IssuedToken | null, lifetimeMs: number | null = HOURS_4): Running {
  let now = START;
  let count = 0;
  const told: IssuedToken[] = [];
  const session = createSession({
    cached,
    now: () => now,
    refresh: () => {
      count += 1;
      return Promise.resolve(answer(`new-${String(count)}`, lifetimeMs));
    },
    onToken: (token) => {
      told.push(token);
      return Promise.resolve();
    },
  });
  const at = (milliseconds: number): void => {
    now = START + milliseconds;
  };
  return { session, at, told, refreshes: () => count };
}

async function tokenOf(session: Session): Promise<string> {
  return (await session.accessToken()).reveal();
}

test.each([
  { name: 'at once', life: HOURS_4, after: 0, token: 'old' },
  {
    name: 'more than five minutes before its end',
    life: HOURS_4,
    after: HOURS_4 - 5 * MINUTE - 1,
    token: 'old',
  },
  { name: 'five minutes before its end', life: HOURS_4, after: HOURS_4 - 5 * MINUTE, token: 'new-1' },
  { name: 'after its end', life: HOURS_4, after: HOURS_4 + 1, token: 'new-1' },
  {
    name: 'with more than a tenth of a short life left',
    life: 10 * MINUTE,
    after: 9 * MINUTE - 1,
    token: 'old',
  },
  { name: 'with a tenth of a short life left', life: 10 * MINUTE, after: 9 * MINUTE, token: 'new-1' },
  { name: 'with no life at all', life: 0, after: 0, token: 'new-1' },
  { name: 'on a clock behind its issue', life: HOURS_4, after: -1, token: 'new-1' },
  { name: 'long after, with an unknown end', life: null, after: 1000 * HOURS_4, token: 'old' },
  { name: 'before its issue, with an unknown end', life: null, after: -MINUTE, token: 'old' },
])('a cached token $name: $token is handed out', async ({ life, after, token }) => {
  const { session, at, refreshes } = running(issued('old', life));
  at(after);
  await expect(tokenOf(session)).resolves.toBe(token);
  expect(refreshes()).toBe(token === 'old' ? 0 : 1);
});

test('without a cached token the first call gets one, and the next ones keep it', async () => {
  const { session, refreshes } = running(null);
  await expect(tokenOf(session)).resolves.toBe('new-1');
  await expect(tokenOf(session)).resolves.toBe('new-1');
  expect(refreshes()).toBe(1);
});

test('a new token is told of with its issue and its end', async () => {
  const { session, at, told } = running(null, 2 * MINUTE);
  at(7);
  await tokenOf(session);
  expect(told).toMatchObject([{ issuedAt: START + 7, expiresAt: START + 7 + 2 * MINUTE }]);
});

test('a new token of unknown life is told of with an unknown end, and kept until Dropbox refuses it', async () => {
  const { session, at, told, refreshes } = running(null, null);
  const token = await session.accessToken();
  expect(told).toMatchObject([{ expiresAt: null }]);
  at(1000 * HOURS_4);
  await tokenOf(session);
  expect(refreshes()).toBe(1);
  expect((await session.renew(token))?.reveal()).toBe('new-2');
});

test('twenty calls side by side share one refresh', async () => {
  const { session, refreshes } = running(null);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => tokenOf(session)));
  expect(new Set(tokens)).toEqual(new Set(['new-1']));
  expect(refreshes()).toBe(1);
});

test('nobody has a new token before it was told of', async () => {
  const order: string[] = [];
  const session = createSession({
    cached: null,
    now: () => START,
    refresh: () => Promise.resolve(answer('new')),
    onToken: async () => {
      await Promise.resolve();
      order.push('told');
    },
  });
  await session.accessToken().then(() => order.push('handed out'));
  expect(order).toEqual(['told', 'handed out']);
});

test.each(['refresh', 'onToken'] as const)(
  'a failure of %s reaches everybody who waits, and the next call tries again',
  async (failing) => {
    const failure = new Error('no');
    let fails = true;
    let refreshes = 0;
    const step = (name: string): Promise<void> =>
      fails && name === failing ? Promise.reject(failure) : Promise.resolve();
    const session = createSession({
      cached: null,
      now: () => START,
      refresh: async () => {
        refreshes += 1;
        await step('refresh');
        return answer(`new-${String(refreshes)}`);
      },
      onToken: () => step('onToken'),
    });
    const waiters = Array.from({ length: 5 }, () => failureOf(session.accessToken()));
    await expect(Promise.all(waiters)).resolves.toEqual(Array(5).fill(failure));
    expect(refreshes).toBe(1);
    fails = false;
    await expect(tokenOf(session)).resolves.toBe('new-2');
  },
);

test('renewing a token that was replaced already gives the newer one without a refresh', async () => {
  const { session, refreshes } = running(issued('old'));
  const old = await session.accessToken();
  expect((await session.renew(old))?.reveal()).toBe('new-1');
  expect((await session.renew(old))?.reveal()).toBe('new-1');
  expect((await session.renew(new Secret('old')))?.reveal()).toBe('new-1');
  expect(refreshes()).toBe(1);
});

test('renewing the token in use gets another one, however long it should still live', async () => {
  const { session, refreshes } = running(issued('old'));
  await session.renew(await session.accessToken());
  await session.renew(await session.accessToken());
  await expect(tokenOf(session)).resolves.toBe('new-2');
  expect(refreshes()).toBe(2);
});

test('two renewals of the same token side by side are one refresh', async () => {
  const { session, refreshes } = running(issued('old'));
  const old = await session.accessToken();
  const renewed = await Promise.all([session.renew(old), session.renew(new Secret('old'))]);
  expect(renewed.map((token) => token?.reveal())).toEqual(['new-1', 'new-1']);
  expect(refreshes()).toBe(1);
});

test('a fixed token is handed out as it is, and there is no other one', async () => {
  const token = new Secret('fixed');
  const session = fixedSession(token);
  await expect(session.accessToken()).resolves.toBe(token);
  await expect(session.renew(token)).resolves.toBeNull();
});

test('every token handed out has five minutes or a tenth of its life left, and none is replaced early', async () => {
  const lives = fc.integer({ min: 1, max: 2 * HOURS_4 });
  const steps = fc.array(fc.integer({ min: 0, max: HOURS_4 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(lives, steps, async (life, waits) => {
      const { session, at, told, refreshes } = running(null, life);
      let clock = 0;
      for (const wait of waits) {
        clock += wait;
        at(clock);
        const before = told.at(-1);
        const counted = refreshes();
        await session.accessToken();
        const left = (told.at(-1)?.expiresAt ?? 0) - (START + clock);
        expect(left).toBeGreaterThan(Math.min(5 * MINUTE, life / 10));
        const leftBefore = (before?.expiresAt ?? 0) - (START + clock);
        if (refreshes() > counted) expect(leftBefore).toBeLessThanOrEqual(Math.min(5 * MINUTE, life / 10));
      }
    }),
  );
});

test('in whatever order calls come and end, one refresh is under way at a time and nobody gets back what expired', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
      async (scheduler, renewals) => {
        let count = 0;
        let underWay = 0;
        const session = createSession({
          cached: issued('new-0'),
          now: () => START,
          refresh: async () => {
            underWay += 1;
            expect(underWay).toBe(1);
            await scheduler.schedule(Promise.resolve());
            underWay -= 1;
            count += 1;
            return answer(`new-${String(count)}`);
          },
          onToken: () => scheduler.schedule(Promise.resolve()),
        });
        const calls = renewals.map(async (renews) => {
          const token = await session.accessToken();
          await scheduler.schedule(Promise.resolve());
          if (!renews) return;
          const renewed = await session.renew(token);
          expect(renewed?.reveal()).not.toBe(token.reveal());
        });
        await scheduler.waitFor(Promise.all(calls));
        expect(count).toBeLessThanOrEqual(renewals.filter(Boolean).length);
      },
    ),
  );
});
