import type { AsyncEntry } from '@napi-rs/keyring';
import { UnauthorizedError } from '../errors.ts';
import type { Environment } from './environment.ts';
import { Secret } from './secret.ts';

/** One place of the system keychain. */
export interface Keychain {
  /** `null` where nothing is stored. */
  read(): Promise<Secret | null>;
  write(value: Secret): Promise<void>;
  /** Resolves also when nothing was stored. */
  remove(): Promise<void>;
}

type Entry = Pick<AsyncEntry, 'getPassword' | 'setPassword' | 'deletePassword'>;

export interface KeychainOptions {
  /** Names the place: the folder and the name of the profile. */
  account: string;
  platform: string;
  env: Environment;
  /** Loads the library; tests give another one. */
  load?: () => Promise<{ AsyncEntry: new (service: string, account: string) => Entry }>;
}

const SERVICE = 'teamsync';
/** Long enough to unlock it in a dialogue, short enough not to hang a script for ever. */
const TIMEOUT_MS = 30_000;

/**
 * The system keychain: Keychain on macOS, Credential Manager on Windows, Secret Service on Linux. Throws
 * `keychain_unavailable` where there is none; nothing is ever kept elsewhere instead.
 */
export async function openKeychain(options: KeychainOptions): Promise<Keychain> {
  const { account, platform, env, load = () => import('@napi-rs/keyring') } = options;
  // Without a session bus the library would fall back to the keyring of the kernel, which a restart empties.
  if (platform === 'linux' && (env['DBUS_SESSION_BUS_ADDRESS'] ?? '') === '') {
    throw unavailable('this session has no D-Bus, so there is no Secret Service');
  }
  let entry: Entry;
  try {
    entry = new (await load()).AsyncEntry(SERVICE, account);
  } catch (error) {
    throw unavailable(`its library cannot be loaded (${reasonOf(error)})`);
  }
  const attempt = async <T>(what: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const late = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(
          unavailable(`it did not ${what} within ${String(TIMEOUT_MS / 1000)} seconds; unlock it first`),
        );
      });
    });
    try {
      return await Promise.race([work(signal), late]);
    } catch (error) {
      throw error instanceof UnauthorizedError
        ? error
        : unavailable(`it did not ${what} (${reasonOf(error)})`);
    }
  };
  return {
    read: async () => {
      const value = await attempt('answer', (signal) => entry.getPassword(signal));
      return value === null || value === '' ? null : new Secret(value);
    },
    write: async (value) => {
      await attempt('take the token', (signal) => entry.setPassword(value.reveal(), signal));
      // Some stores say yes and keep nothing.
      const kept = await attempt('answer', (signal) => entry.getPassword(signal));
      if (kept !== value.reveal()) throw unavailable('it did not keep the token');
    },
    remove: async () => {
      await attempt('delete the token', (signal) => entry.deletePassword(signal));
    },
  };
}

/** The library's message may not be shown: nobody knows what it quotes. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown reason';
}

function unavailable(why: string): UnauthorizedError {
  return new UnauthorizedError('keychain_unavailable', `The system keychain cannot be used: ${why}.`, {
    hint: 'Leave --keychain away to keep the token in the configuration file (mode 0600), or set TEAMSYNC_DROPBOX_REFRESH_TOKEN.',
  });
}
