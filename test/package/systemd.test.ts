import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { emptyFolder, execute, ROOT } from './place.ts';
import { missingTool } from './tools.ts';

const UNITS = join(ROOT, 'examples', 'systemd');
/** Of ten; systemd itself calls up to 2 well protected. */
const MOST_EXPOSURE = 2;
const MISSING = missingTool('systemd-analyze', 'apt-get install systemd brings it');

beforeEach(({ skip }) => {
  skip(MISSING !== null, MISSING ?? '');
});

/** The units, with a program and a manual that this machine has. */
async function units(): Promise<{ service: string; timer: string }> {
  const folder = await emptyFolder();
  const [service, timer] = [join(folder, 'teamsync.service'), join(folder, 'teamsync.timer')];
  const text = await readFile(join(UNITS, 'teamsync.service'), 'utf8');
  await writeFile(
    service,
    text.replace('/usr/local/bin/teamsync', process.execPath).replace(/^Documentation=.*\n/m, ''),
  );
  await copyFile(join(UNITS, 'teamsync.timer'), timer);
  return { service, timer };
}

test('systemd understands the service and its timer', async () => {
  const { service, timer } = await units();
  const { stdout, stderr } = await execute('systemd-analyze', ['verify', service, timer]);
  expect(`${stdout}${stderr}`).toBe('');
});

test('systemd calls the service well protected', async () => {
  const { service } = await units();
  const { stdout } = await execute('systemd-analyze', ['security', '--offline=true', '--no-pager', service]);
  const [, exposure] = /Overall exposure level[^:]*: ([\d.]+)/.exec(stdout) ?? [];
  expect(Number(exposure)).toBeLessThanOrEqual(MOST_EXPOSURE);
});
