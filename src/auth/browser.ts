import { UnauthorizedError } from '../errors.ts';
import { VARIABLES, type Environment } from './environment.ts';

/** How the page of Dropbox comes before an admin, and the code back. */
export type Way =
  /** The page opens by itself and sends the code to a listener on this machine. */
  | { kind: 'browser' }
  /** The same, but somebody opens the page by hand. */
  | { kind: 'print' }
  /** The page shows a code, which is typed in; `why` is set where nobody asked for this way. */
  | { kind: 'paste'; why: string | null };

export interface Place {
  env: Environment;
  platform: string;
  /** True when somebody can read and type. */
  terminal: boolean;
  insideContainer: boolean;
  wsl: boolean;
}

/** Chooses the way by what was asked for and what this place can do. Throws where nobody could ever answer. */
export function chooseWay({ paste, noBrowser }: { paste: boolean; noBrowser: boolean }, place: Place): Way {
  if (paste) return { kind: 'paste', why: null };
  if (noBrowser) return { kind: 'print' };
  if (!place.terminal) {
    throw new UnauthorizedError(
      'no_terminal',
      'Authorizing needs somebody at a terminal, and here is none. Nothing was opened.',
      {
        hint:
          `Unattended: set ${VARIABLES.refreshToken} and ${VARIABLES.appKey}, or ${VARIABLES.accessToken}. ` +
          'With somebody elsewhere: --no-browser waits for the redirect, --paste reads a code from standard input.',
      },
    );
  }
  const why = reasonForNoBrowser(place);
  return why === null ? { kind: 'browser' } : { kind: 'paste', why };
}

/** Why a browser started here would not come before anybody's eyes; `null` when it would. */
function reasonForNoBrowser({ env, platform, insideContainer, wsl }: Place): string | null {
  const has = (name: string): boolean => (env[name] ?? '') !== '';
  if (has('BROWSER')) return null;
  if (has('SSH_CONNECTION') || has('SSH_CLIENT') || has('SSH_TTY')) return 'this is an SSH session';
  if (insideContainer) return 'this is a container';
  if (platform === 'linux' && !wsl && !has('DISPLAY') && !has('WAYLAND_DISPLAY'))
    return 'there is no display';
  return null;
}

/** What this machine is, for the way to be chosen. */
export async function placeOf(env: Environment, platform: string, terminal: boolean): Promise<Place> {
  const [{ default: isInsideContainer }, { default: wsl }] = await Promise.all([
    import('is-inside-container'),
    import('is-wsl'),
  ]);
  return { env, platform, terminal, insideContainer: isInsideContainer(), wsl };
}

/**
 * Opens a page with the program that BROWSER names, or with the one of the system. Resolves when it was started or could
 * not be: `onFailure` hears of that, also later.
 */
export async function openPage(url: URL, env: Environment, onFailure: () => void): Promise<void> {
  // Debian's form of it: several commands between colons, `%s` where the address goes, which `open` puts last anyway.
  const [command = ''] = (env['BROWSER'] ?? '').split(':');
  const [name, ...args] = command.split(/\s+/).filter((word) => word !== '' && word !== '%s');
  try {
    const { default: open } = await import('open');
    const app = name === undefined ? {} : { app: { name, arguments: args } };
    const child = await open(url.href, app);
    child.once('error', onFailure);
  } catch {
    onFailure();
  }
}
