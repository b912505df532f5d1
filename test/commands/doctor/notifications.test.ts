import { expect, test } from 'vitest';
import { checkNotifications } from '../../../src/commands/doctor/notifications.ts';
import { settingsSchema } from '../../../src/settings/schema.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';

const HOOK = 'https://hooks.example.com/services/T0000/B0000/SENTINEL';
const DEFAULTS = settingsSchema.parse({});
const check = (url: string, settings: typeof DEFAULTS | null = DEFAULTS) =>
  checkNotifications(contextWith({}, outsideWith({ env: { TEAMSYNC_WEBHOOK_URL: url } })), settings);

test('none are wanted where there is no webhook', async () => {
  expect(await check('')).toMatchObject({ status: 'ok', message: 'None: TEAMSYNC_WEBHOOK_URL is not set.' });
});

test('a webhook that can be used is fine, and its address is not shown', async () => {
  const { status, message } = await check(HOOK);
  expect([status, message]).toEqual(['ok', 'Go to the webhook of TEAMSYNC_WEBHOOK_URL: failure, refusal.']);
  expect(await check(HOOK, null)).toMatchObject({ message: 'Go to the webhook of TEAMSYNC_WEBHOOK_URL.' });
});

test('a webhook that is told of nothing is a warning', async () => {
  const settings = settingsSchema.parse({ notify: { on: [] } });
  expect(await check(HOOK, settings)).toMatchObject({ status: 'warning' });
});

test('a webhook that cannot be used fails with 7, as every run would', async () => {
  const { status, error } = await check('http://hooks.example.com/SENTINEL');
  expect([status, error?.exitCode, error?.code]).toEqual(['failed', 7, 'insecure_url']);
});
