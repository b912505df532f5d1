import type { ChildProcess } from 'node:child_process';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allow, type Visit } from '../../helpers/browser.ts';
import type { Ran } from '../../helpers/cli.ts';
import { dyingAt, momentsOf, telling, toldIn, type WriteMoment } from '../../helpers/disk-writes.ts';
import { teamsync } from '../../helpers/run-main.ts';
import { startGate, type Gate, type Moment } from '../../soak/gate.ts';
import { isStored, place, type Place } from './place.ts';

const TIMEOUT_MS = 600_000;
const STAGES = ['arrives', 'is carried out', 'is answered'] as const;
/** Stands in the file beside the login, which must not cost anybody their settings. */
const SETTINGS = { update: { enabled: true } };
const NOBODY_ELSE = 0o077;

/** A place whose Dropbox is reached through a gate. */
interface GatedPlace extends Place {
  gate: Gate;
}

/** What a program is started with. */
interface Start {
  env: Record<string, string>;
  onStart?: (child: ChildProcess) => void;
}

async function gatedPlace(): Promise<GatedPlace> {
  const at = await place();
  const gate = await startGate(at.sandbox.url);
  onTestFinished(() => gate.close());
  Object.assign(at.env, { TEAMSYNC_DROPBOX_API_URL: gate.url });
  return { ...at, gate };
}

/** The page of whoever is killed does not load to its end. */
const allowDying: Visit = (page) => allow(page).catch(() => undefined);
const logIn = (at: Place, start: Start): Promise<Ran> => at.logIn([], { visit: allowDying, ...start });

/** Logs in, adds settings and answers with what is in the file. */
async function loggedIn(at: Place): Promise<string> {
  expect((await at.logIn()).exitCode).toBe(0);
  const document = JSON.parse(await readFile(at.profile, 'utf8')) as object;
  return `${JSON.stringify({ settings: SETTINGS, ...document }, undefined, 2)}\n`;
}

/** Puts the folder of configuration into the state before. */
async function reset(at: GatedPlace, content: string | null): Promise<void> {
  const folder = dirname(at.profile);
  await rm(folder, { recursive: true, force: true });
  at.gate.routes.length = 0;
  if (content === null) return;
  await mkdir(folder, { mode: 0o700 });
  await writeFile(at.profile, content, { mode: 0o600 });
}

/** Every moment around the request for tokens and around every change on disk. */
async function momentsAround(
  at: GatedPlace,
  act: (start: Start) => Promise<Ran>,
): Promise<(Moment | WriteMoment)[]> {
  const log = join(at.here.folder, 'writes.ndjson');
  const ran = await act({ env: { ...at.env, ...telling(log) } });
  expect(ran.exitCode).toBe(0);
  const request = at.gate.routes.indexOf('/oauth2/token') + 1;
  expect(request).toBeGreaterThan(0);
  const last = at.gate.routes.length;
  return [
    ...STAGES.map((stage) => ({ request, stage, laterMs: 0 })),
    { request: last, stage: 'is answered', laterMs: 0 },
    ...momentsOf(await toldIn(log)),
  ];
}

function dying(at: GatedPlace, moment: Moment | WriteMoment): Start {
  if ('write' in moment) return { env: { ...at.env, ...dyingAt(moment) } };
  return {
    env: at.env,
    onStart: (child) => {
      at.gate.arm(moment, () => child.kill('SIGKILL'));
    },
  };
}

/** Whether the file is as it was or has what the killed program wanted to keep; fails when it is anything else. */
async function whatIsKept(at: GatedPlace, old: string | null): Promise<'old' | 'new'> {
  const folder = dirname(at.profile);
  const left = await readdir(folder).catch(() => []);
  for (const name of left) expect((await stat(join(folder, name))).mode & NOBODY_ELSE).toBe(0);
  // Whatever ends like this could be read as the file of a profile.
  expect(left.filter((name) => name.endsWith('.json') && join(folder, name) !== at.profile)).toEqual([]);
  const content = (await isStored(at)) ? await readFile(at.profile, 'utf8') : null;
  if (content !== null) {
    expect((await stat(at.profile)).mode & 0o777).toBe(0o600);
    const { settings } = JSON.parse(content) as { settings?: object };
    expect(settings).toEqual(old === null ? undefined : SETTINGS);
  }
  // Whoever writes next waits five seconds until it counts as left behind.
  await rm(`${at.profile}.lock`, { force: true });
  const status = await teamsync('auth status --json', {
    env: { ...at.here.env, ...at.env },
    now: () => new Date(),
  });
  expect(status.exitCode).toBe(content === null ? 5 : 0);
  return content === old ? 'old' : 'new';
}

const nothing = (): Promise<null> => Promise.resolve(null);

test.each<
  [string, (at: GatedPlace) => Promise<string | null>, (at: GatedPlace, start: Start) => Promise<Ran>]
>([
  ['a first login', nothing, logIn],
  ['a login that replaces another one', loggedIn, logIn],
  [
    'a run that renews the access token',
    async (at) => {
      const content = await loggedIn(at);
      await at.control('team', { token: 'expired' });
      return content;
    },
    (at, start) => at.here.run(['auth', 'status', '--json'], start),
  ],
])(
  'at whichever moment %s is killed, the file of the login is the old or the new one, and can be used',
  { timeout: TIMEOUT_MS },
  async (_what, before, act) => {
    const at = await gatedPlace();
    const old = await before(at);
    await reset(at, old);
    const kept = new Set<string>();
    for (const moment of await momentsAround(at, (start) => act(at, start))) {
      await reset(at, old);
      const ran = await act(at, dying(at, moment));
      await at.gate.revive();
      expect.soft(ran.exitCode, JSON.stringify(moment)).toBeNull();
      kept.add(await whatIsKept(at, old));
    }
    expect([...kept].sort()).toEqual(['new', 'old']);
  },
);
