import * as z from 'zod';
import { settingsSchema } from '../settings/schema.ts';

/** Every setting with its value. */
export const settings = settingsSchema.meta({ id: 'Settings', description: 'Every setting with its value.' });

const origins = z
  .record(z.string(), z.enum(['default', 'file', 'option', 'environment']))
  .describe('Where each value comes from, under its flat name such as provision.silent.');

/** The settings in force. */
export const shownSettings = z
  .strictObject({ settings, origins })
  .meta({ id: 'ShownSettings', description: 'The settings in force, and where they come from.' });

/** The settings after a change. */
export const changedSettings = z
  .strictObject({
    settings,
    origins,
    changed: z.array(z.string()).describe('Flat names of settings that have another value now.'),
  })
  .meta({ id: 'ChangedSettings', description: 'The settings after a change.' });

/** One setting. */
export const settingValue = z
  .strictObject({ value: z.unknown() })
  .meta({ id: 'SettingValue', description: 'The value of one setting, as settings show has it.' });

/** Where settings are kept. */
export const settingsPath = z.strictObject({ path: z.string() }).meta({
  id: 'SettingsPath',
  description: 'The configuration file of the profile, whether there is one or not.',
});
