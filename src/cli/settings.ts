import type { Command } from 'commander';
import { called, examples, type Invoke } from './invocation.ts';

/** Declares `settings` and its subcommands. */
export function addSettings(program: Command, invoke: Invoke): void {
  const settings = program
    .command('settings')
    .description('read and change the action settings of a profile');

  settings
    .command('show')
    .description('print every setting; --verbose tells where each value comes from')
    .option('--settings <file>', 'show them as a run with this file would have them')
    .action((_options, command: Command) =>
      invoke<{ settingsFile: string | undefined }>({
        ...called('settings show', command),
        input: { settingsFile: command.opts<{ settings?: string }>().settings },
        load: async () => (await import('../commands/settings/show.ts')).runSettingsShow,
      }),
    );
  settings
    .command('get')
    .argument('<key>', 'a setting, such as provision.silent')
    .description('print one value')
    .action((key: string, _options, command: Command) =>
      invoke<{ key: string }>({
        ...called('settings get', command),
        input: { key },
        load: async () => (await import('../commands/settings/get.ts')).runSettingsGet,
      }),
    );
  const set = settings
    .command('set')
    .argument('[pairs...]', 'settings and their values, as key=value')
    .description('change settings; every action is enabled separately');
  for (const [flag, what] of SETTING_FLAGS) {
    set.option(`--${flag}`, `turn on ${what}`).option(`--no-${flag}`, `turn off ${what}`);
  }
  set
    .addHelpText(
      'after',
      examples('settings set --provision --silent', 'settings set safety.maxDeprovisions=5'),
    )
    .action((pairs: string[], _options, command: Command) =>
      invoke<{ pairs: string[]; flags: SettingFlags }>({
        ...called('settings set', command),
        input: { pairs, flags: command.opts<SettingFlags>() },
        load: async () => (await import('../commands/settings/set.ts')).runSettingsSet,
      }),
    );
  settings
    .command('unset')
    .argument('<keys...>', 'settings')
    .description('return settings to their defaults')
    .action((keys: string[], _options, command: Command) =>
      invoke<{ keys: string[] }>({
        ...called('settings unset', command),
        input: { keys },
        load: async () => (await import('../commands/settings/unset.ts')).runSettingsUnset,
      }),
    );
  settings
    .command('edit')
    .description('walk through the actions and their settings')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('settings edit', command),
        input: undefined,
        load: async () => (await import('../commands/settings/edit.ts')).runSettingsEdit,
      }),
    );
  settings
    .command('path')
    .description('print where the settings of this profile are kept')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('settings path', command),
        input: undefined,
        load: async () => (await import('../commands/settings/path.ts')).runSettingsPath,
      }),
    );
}

type SettingFlags = Partial<Record<(typeof SETTING_FLAGS)[number][0], boolean>>;

const SETTING_FLAGS = [
  ['provision', 'provisioning'],
  ['deprovision', 'deprovisioning'],
  ['suspend', 'suspending and unsuspending'],
  ['silent', 'silent provisioning (no welcome e-mail)'],
  ['update', 'profile updates'],
  ['groups', 'group membership'],
] as const;
