import type { SettingKey } from './keys.ts';

const FLAGS = [
  { name: 'provision', key: 'provision.enabled' },
  { name: 'deprovision', key: 'deprovision.enabled' },
  { name: 'suspend', key: 'suspend.enabled' },
  { name: 'silent', key: 'provision.silent' },
  { name: 'update', key: 'update.enabled' },
  { name: 'groups', key: 'groups.enabled' },
] as const satisfies { name: string; key: SettingKey }[];

/** A flag of `settings set` by its name: `--NAME` sets its setting to true, `--no-NAME` to false. */
export type FlagName = (typeof FLAGS)[number]['name'];

/** The flags that were given. */
export type Flags = Partial<Record<FlagName, boolean | undefined>>;

/** The settings that flags ask for, each with the flag as it was written; a flag that was not given asks for nothing. */
export function settingsOfFlags(flags: Flags): { key: SettingKey; value: boolean; written: string }[] {
  return FLAGS.flatMap(({ name, key }) => {
    const value = flags[name];
    if (value === undefined) return [];
    return [{ key, value, written: value ? `--${name}` : `--no-${name}` }];
  });
}
