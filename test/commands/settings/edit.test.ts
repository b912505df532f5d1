import { readdir } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { runSettingsEdit } from '../../../src/commands/settings/edit.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { ScriptedPrompts } from '../../settings/scripted-prompts.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { contextFor } from './context.ts';

test('without a terminal it is refused at once, with the command to use instead', async () => {
  const folder = await temporaryFolder();
  const error = await refusalOf(() => runSettingsEdit(contextFor(folder), new ScriptedPrompts([])));
  expect(error).toMatchObject({ code: 'needs_terminal', exitCode: 7 });
  expect(error.hint).toContain('teamsync settings set');
});

test('the answers end like a set', async () => {
  const context = contextFor(await temporaryFolder(), {}, { interactive: true });
  const prompts = new ScriptedPrompts([
    ['Provision:'],
    ['Suspend:'],
    ['Deprovision:'],
    ['Update:', true],
    ['Which parts'],
    ['Groups:'],
    ['Type yes', 'yes'],
  ]);
  const { text, data } = await runSettingsEdit(context, prompts);
  expect(text).toMatch(/^update\.enabled {2}false → true\nUpdate is on: .*\n$/);
  expect(data).toMatchObject({ changed: ['update.enabled'], settings: { update: { enabled: true } } });
});

test('questions go to standard error, and the end of input is a no', async () => {
  const folder = await temporaryFolder();
  const context = contextFor(folder, {}, { interactive: true });
  const typed = new PassThrough();
  const asked = new PassThrough();
  const outside = { ...context.outside, stdin: typed, stderr: asked };
  asked.once('data', () => typed.destroy());
  expect(await refusalOf(() => runSettingsEdit({ ...context, outside }))).toMatchObject({
    code: 'declined',
    exitCode: 130,
  });
  expect(context.outside.stdout.writableLength).toBe(0);
  expect(await readdir(folder)).toEqual([]);
});
