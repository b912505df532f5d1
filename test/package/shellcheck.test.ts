import { beforeEach, expect, test } from 'vitest';
import { execute, read, ROOT } from './place.ts';
import { missingTool } from './tools.ts';

const SCRIPTS = ['action/run.sh', 'action/install.sh'];
const MISSING = missingTool('shellcheck', 'apt-get install shellcheck brings it');

beforeEach(({ skip }) => {
  skip(MISSING !== null, MISSING ?? '');
});

test.each(SCRIPTS)('shellcheck has nothing to say about %s', async (script) => {
  const { stdout } = await execute('shellcheck', [script], { cwd: ROOT });
  expect(stdout).toBe('');
});

test.each(SCRIPTS)('%s never takes text for a program', (script) => {
  expect(read(script)).not.toMatch(/\beval\b|\bsource\b|bash -c/);
});
