import { expect, onTestFinished, test, vi } from 'vitest';
import { openKeychain, type Keychain, type KeychainOptions } from '../../src/auth/keychain.ts';
import { Secret } from '../../src/auth/secret.ts';
import { failureOf } from './loopback/browser.ts';
import { everythingOf } from './surroundings.ts';

const TOKEN = 'SENTINEL-refresh_0001';
const UNAVAILABLE = { code: 'keychain_unavailable', exitCode: 5 };

type Load = NonNullable<KeychainOptions['load']>;
type Entry = InstanceType<Awaited<ReturnType<Load>>['AsyncEntry']>;

interface Keyring {
  load: Load;
  /** Service and account of every entry that was made. */
  made: string[][];
  kept: () => string | null;
}

/** A keyring in memory, of which single methods may behave otherwise. */
function keyring(initial: string | null, changes: Partial<Entry> = {}): Keyring {
  const made: string[][] = [];
  let kept = initial;
  const entry: Entry = {
    getPassword: () => Promise.resolve(kept),
    setPassword: (password) => {
      kept = password;
      return Promise.resolve();
    },
    deletePassword: () => {
      const had = kept !== null;
      kept = null;
      return Promise.resolve(had);
    },
    ...changes,
  };
  class AsyncEntry implements Entry {
    getPassword = entry.getPassword;
    setPassword = entry.setPassword;
    deletePassword = entry.deletePassword;
    constructor(service: string, account: string) {
      made.push([service, account]);
    }
  }
  return { load: () => Promise.resolve({ AsyncEntry }), made, kept: () => kept };
}

function open(load: Load, platform = 'darwin', env: KeychainOptions['env'] = {}): Promise<Keychain> {
  return openKeychain({ account: '/config#default', platform, env, load });
}

test.each([{}, { DBUS_SESSION_BUS_ADDRESS: '' }])(
  'on Linux without a session bus (%j) there is no keychain, and no library is loaded',
  async (env) => {
    const error = await failureOf(open(() => expect.fail('nothing may be loaded'), 'linux', env));
    expect(error).toMatchObject(UNAVAILABLE);
    expect(String(error)).toContain('no D-Bus');
  },
);

test.each([
  ['linux', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' }],
  ['darwin', {}],
  ['win32', {}],
])('on %s with %j the place is named by service and account', async (platform, env) => {
  const { load, made } = keyring(null);
  await open(load, platform, env);
  expect(made).toEqual([['teamsync', '/config#default']]);
});

test('a token that is written can be read, and is gone once it is removed', async () => {
  const { load, kept } = keyring(null);
  const keychain = await open(load);
  await keychain.write(new Secret(TOKEN));
  expect(kept()).toBe(TOKEN);
  const read = await keychain.read();
  expect(read?.reveal()).toBe(TOKEN);
  expect(everythingOf(read)).not.toContain('SENTINEL');
  await keychain.remove();
  expect(kept()).toBeNull();
  await expect(keychain.read()).resolves.toBeNull();
});

test('an empty entry counts as none', async () => {
  await expect((await open(keyring('').load)).read()).resolves.toBeNull();
});

test('removing what is not there is no failure', async () => {
  await expect((await open(keyring(null).load)).remove()).resolves.toBeUndefined();
});

test('a library that is missing is named by its code alone', async () => {
  const missing = Object.assign(new Error(`Cannot find ${TOKEN}`), { code: 'ERR_MODULE_NOT_FOUND' });
  const error = await failureOf(open(() => Promise.reject(missing)));
  expect(error).toMatchObject(UNAVAILABLE);
  expect(String(error)).toContain('cannot be loaded (ERR_MODULE_NOT_FOUND)');
  expect(everythingOf(error)).not.toContain('SENTINEL');
});

test('an entry that cannot be made is a library that cannot be loaded', async () => {
  class AsyncEntry implements Entry {
    getPassword = (): never => expect.fail('it was never made');
    setPassword = this.getPassword;
    deletePassword = this.getPassword;
    constructor() {
      throw new TypeError(TOKEN);
    }
  }
  const error = await failureOf(open(() => Promise.resolve({ AsyncEntry })));
  expect(error).toMatchObject(UNAVAILABLE);
  expect(String(error)).toContain('(TypeError)');
  expect(everythingOf(error)).not.toContain('SENTINEL');
});

const USES: [keyof Entry, string, (keychain: Keychain) => Promise<unknown>][] = [
  ['getPassword', 'did not answer', (keychain) => keychain.read()],
  ['setPassword', 'did not take the token', (keychain) => keychain.write(new Secret(TOKEN))],
  ['getPassword', 'did not answer', (keychain) => keychain.write(new Secret(TOKEN))],
  ['deletePassword', 'did not delete the token', (keychain) => keychain.remove()],
];

test.each(USES)(
  'when %s fails, it "%s", and what the library says is not shown',
  async (method, what, use) => {
    const failures: unknown[] = [
      Object.assign(new Error(`locked: ${TOKEN}`), { code: 'GenericFailure' }),
      new RangeError(`too long: ${TOKEN}`),
      `a text: ${TOKEN}`,
    ];
    const reasons: string[] = [];
    for (const failure of failures) {
      // A library of somebody else may reject with anything.
      const reject = (): Promise<never> =>
        Promise.resolve().then(() => {
          throw failure;
        });
      const keychain = await open(keyring(null, { [method]: reject }).load);
      const error = await failureOf(use(keychain));
      expect(error).toMatchObject(UNAVAILABLE);
      expect(String(error)).toContain(what);
      expect(everythingOf(error)).not.toContain('SENTINEL');
      reasons.push(/\(([^()]*)\)\.$/.exec(String(error))?.[1] ?? '');
    }
    expect(reasons).toEqual(['GenericFailure', 'RangeError', 'unknown reason']);
  },
);

test.each([
  ['nothing', null],
  ['something else', 'SENTINEL-other'],
])('a store that says yes and keeps %s is no keychain', async (_name, kept) => {
  const { load } = keyring(kept, { setPassword: () => Promise.resolve() });
  const error = await failureOf((await open(load)).write(new Secret(TOKEN)));
  expect(error).toMatchObject(UNAVAILABLE);
  expect(String(error)).toContain('did not keep the token');
  expect(everythingOf(error)).not.toContain('SENTINEL');
});

test('a keychain that nobody unlocks is given up after 30 seconds, and told so', async () => {
  const clock = new AbortController();
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(clock.signal);
  onTestFinished(() => {
    timeout.mockRestore();
  });
  let asked: AbortSignal | null | undefined;
  const getPassword = (signal?: AbortSignal | null): Promise<never> => {
    asked = signal;
    return new Promise<never>(() => undefined);
  };
  const keychain = await open(keyring(null, { getPassword }).load);
  const failure = failureOf(keychain.read());
  expect(timeout).toHaveBeenCalledExactlyOnceWith(30_000);
  expect(asked).toBe(clock.signal);
  clock.abort();
  const error = await failure;
  expect(error).toMatchObject(UNAVAILABLE);
  expect(String(error)).toMatch(/within 30 seconds; unlock it/);
});
