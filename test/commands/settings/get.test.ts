import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSettingsGet } from '../../../src/commands/settings/get.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { contextFor } from './context.ts';

test.each([
  ['safety.maxDeprovisions', '10%\n', '10%'],
  ['deprovision.afterDays', '7\n', 7],
  ['deprovision.transferTo', 'null\n', null],
  ['notify.on', '["failure","refusal"]\n', ['failure', 'refusal']],
  ['provision.enabled', 'false\n', false],
])('%s is printed bare', async (key, text, value) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'default.json'), '{"settings": {"deprovision": {"afterDays": 7}}}', {
    mode: 0o600,
  });
  expect(await runSettingsGet(contextFor(folder), { key })).toMatchObject({
    exitCode: 0,
    text,
    data: { value },
  });
});

test.each([
  ['provision.silnet', 'provision.silent'],
  ['provision', 'provision.enabled'],
  ['__proto__', ''],
])('%s is refused with the nearest key', async (key, nearest) => {
  const error = await refusalOf(async () => runSettingsGet(contextFor(await temporaryFolder()), { key }));
  expect(error).toMatchObject({ code: 'unknown_setting', exitCode: 7 });
  expect(error.message).toContain(`did you mean "${nearest}`);
});
