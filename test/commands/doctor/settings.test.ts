import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkSettings } from '../../../src/commands/doctor/settings.ts';
import { place } from '../history/place.ts';

async function withSettings(settings: object): ReturnType<typeof checkSettings> {
  const here = await place(null);
  await writeFile(join(here.config, 'acme.json'), JSON.stringify({ settings }), { mode: 0o600 });
  return checkSettings(here.context({ profile: 'acme' }));
}

test('what is enabled is named', async () => {
  const { finding, settings } = await withSettings({
    provision: { enabled: true },
    roles: { enabled: true },
  });
  expect(finding).toMatchObject({ status: 'ok', message: 'Valid; enabled: provision, roles.' });
  expect(settings?.roles.enabled).toBe(true);
});

test('that nothing is enabled is a warning with what to type', async () => {
  const { finding } = await withSettings({});
  expect(finding).toMatchObject({
    status: 'warning',
    hint: 'Choose what teamsync may do with: teamsync settings edit --profile acme',
  });
});

test('settings that are wrong fail with 7', async () => {
  const { finding, settings } = await withSettings({ provision: { enabled: 'maybe' } });
  expect([finding.status, finding.error?.exitCode, settings]).toEqual(['failed', 7, null]);
});
