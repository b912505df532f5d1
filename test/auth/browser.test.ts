import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { chooseWay, openPage, placeOf, type Place } from '../../src/auth/browser.ts';
import { temporaryFolder, thrownBy } from './surroundings.ts';

const NOTHING_ASKED = { paste: false, noBrowser: false };
/** A desktop on which a browser opens. */
const DESK: Place = {
  env: { DISPLAY: ':0' },
  platform: 'linux',
  terminal: true,
  insideContainer: false,
  wsl: false,
};
const HEADLESS: Place = { ...DESK, env: {} };

const paste = (why: string | null): object => ({ kind: 'paste', why });
const BROWSER = { kind: 'browser' };

test.each<[string, Partial<Place>, object]>([
  ['Linux with X', { env: { DISPLAY: ':0' } }, BROWSER],
  ['Linux with Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }, BROWSER],
  ['Linux without a display', {}, paste('there is no display')],
  [
    'Linux with an empty display',
    { env: { DISPLAY: '', WAYLAND_DISPLAY: '' } },
    paste('there is no display'),
  ],
  ['WSL', { wsl: true }, BROWSER],
  ['macOS', { platform: 'darwin' }, BROWSER],
  ['Windows', { platform: 'win32' }, BROWSER],
  [
    'an SSH session',
    { env: { DISPLAY: ':0', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' } },
    paste('this is an SSH session'),
  ],
  [
    'an SSH session of an old client',
    { env: { DISPLAY: ':0', SSH_CLIENT: '10.0.0.1 1 22' } },
    paste('this is an SSH session'),
  ],
  [
    'an SSH terminal',
    { platform: 'darwin', env: { SSH_TTY: '/dev/pts/0' } },
    paste('this is an SSH session'),
  ],
  ['an empty SSH variable', { env: { DISPLAY: ':0', SSH_TTY: '' } }, BROWSER],
  ['a container', { env: { DISPLAY: ':0' }, insideContainer: true }, paste('this is a container')],
  ['BROWSER over SSH', { env: { BROWSER: 'w3m', SSH_TTY: '/dev/pts/0' } }, BROWSER],
  ['BROWSER in a container', { env: { BROWSER: 'w3m' }, insideContainer: true }, BROWSER],
  ['BROWSER without a display', { env: { BROWSER: 'w3m' } }, BROWSER],
  ['an empty BROWSER', { env: { BROWSER: '' } }, paste('there is no display')],
])('on %s, when nothing is asked for', (_name, changes, way) => {
  expect(chooseWay(NOTHING_ASKED, { ...HEADLESS, ...changes })).toEqual(way);
});

test.each([true, false])('--paste is obeyed everywhere and needs no reason (terminal: %s)', (terminal) => {
  for (const place of [DESK, HEADLESS]) {
    expect(chooseWay({ paste: true, noBrowser: false }, { ...place, terminal })).toEqual(paste(null));
    expect(chooseWay({ paste: true, noBrowser: true }, { ...place, terminal })).toEqual(paste(null));
  }
});

test.each([true, false])('--no-browser is obeyed everywhere (terminal: %s)', (terminal) => {
  for (const place of [DESK, HEADLESS]) {
    expect(chooseWay({ paste: false, noBrowser: true }, { ...place, terminal })).toEqual({ kind: 'print' });
  }
});

test.each([
  ['a desktop', DESK],
  ['a server', HEADLESS],
  ['a place with BROWSER', { ...HEADLESS, env: { BROWSER: 'w3m' } }],
])('without a terminal nobody can authorize on %s: exit 5, with what else there is', (_name, place) => {
  const error = thrownBy(() => chooseWay(NOTHING_ASKED, { ...place, terminal: false }));
  expect(error).toMatchObject({ code: 'no_terminal', exitCode: 5 });
  const { hint } = error as { hint: string };
  const ways = ['REFRESH_TOKEN', 'APP_KEY', 'ACCESS_TOKEN'].map((name) => `TEAMSYNC_DROPBOX_${name}`);
  for (const part of [...ways, '--no-browser', '--paste']) expect(hint).toContain(part);
});

test('a place is what it was told, and what this machine is', async () => {
  const env = { DISPLAY: ':7' };
  const place = await placeOf(env, 'win32', true);
  expect(place).toEqual({
    env,
    platform: 'win32',
    terminal: true,
    insideContainer: expect.any(Boolean) as unknown,
    wsl: expect.any(Boolean) as unknown,
  });
});

const PAGE = new URL('https://www.dropbox.com/oauth2/authorize?a=1&b=x%20y&c=$(id);`id`');

/** A browser that writes down what it was started with. */
function scriptedBrowser(): { program: string; argv: () => string[] } {
  const folder = temporaryFolder();
  const [program, output] = [join(folder, 'browser'), join(folder, 'argv')];
  const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${output}.part' && mv '${output}.part' '${output}'\n`;
  writeFileSync(program, script, { mode: 0o755 });
  return { program, argv: () => readFileSync(output, 'utf8').trimEnd().split('\n') };
}

const onLinux = test.skipIf(process.platform !== 'linux');

onLinux.each(['', ' --new-window  --private '])(
  'the program of BROWSER is started with its arguments "%s" and the page, which no shell sees',
  async (args) => {
    const { program, argv } = scriptedBrowser();
    const onFailure = vi.fn();
    await openPage(PAGE, { BROWSER: program + args }, onFailure);
    const wanted = [...args.split(' ').filter((word) => word !== ''), PAGE.href];
    await vi.waitFor(() => {
      expect(argv()).toEqual(wanted);
    });
    expect(onFailure).not.toHaveBeenCalled();
  },
);

onLinux('a program of BROWSER that does not exist is reported once, and is no error', async () => {
  const onFailure = vi.fn();
  await openPage(PAGE, { BROWSER: join(temporaryFolder(), 'missing') }, onFailure);
  expect(onFailure).toHaveBeenCalledExactlyOnceWith();
});

onLinux('a program of BROWSER that may not be executed is reported as well', async () => {
  const program = join(temporaryFolder(), 'browser');
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o644 });
  const onFailure = vi.fn();
  await openPage(PAGE, { BROWSER: program }, onFailure);
  expect(onFailure).toHaveBeenCalledTimes(1);
});
