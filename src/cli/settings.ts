import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import { called, type Invoke } from './invocation.ts';
import { later } from './later.ts';

/** Declares `settings` and its subcommands. */
export function addSettings(program: Command, invoke: Invoke): void {
  const named = program.command('settings').description('read and change the action settings of a profile');
  later(named, invoke, declareSettings);
}

function declareSettings(settings: Command, invoke: Invoke): void {
  withExamples(
    settings,
    ['settings show', 'see what is enabled'],
    ['settings set --provision --update', 'let runs create accounts and keep profiles'],
  );
  addShow(settings, invoke);
  addSet(settings, invoke);
  addEdit(settings, invoke);
}

function addShow(settings: Command, invoke: Invoke): void {
  withExamples(
    settings.command('show'),
    ['settings show --verbose', 'see where every value comes from'],
    ['settings show --settings teamsync.json', 'see what a run with that file would use'],
  )
    .description('print every setting; --verbose tells where each value comes from')
    .option('--settings <file>', 'show them as a run with this file would have them')
    .action((_options, command: Command) =>
      invoke<{ settingsFile: string | undefined }>({
        ...called('settings show', command),
        input: { settingsFile: command.opts<{ settings?: string }>().settings },
        load: async () => (await import('../commands/settings/show.ts')).runSettingsShow,
      }),
    );
  withExamples(settings.command('get'), [
    'settings get provision.silent',
    'find out whether new people get a welcome e-mail',
  ])
    .argument('<key>', 'a setting, such as provision.silent')
    .description('print one value')
    .action((key: string, _options, command: Command) =>
      invoke<{ key: string }>({
        ...called('settings get', command),
        input: { key },
        load: async () => (await import('../commands/settings/get.ts')).runSettingsGet,
      }),
    );
}

function addSet(settings: Command, invoke: Invoke): void {
  const set = settings
    .command('set')
    .argument('[pairs...]', 'settings and their values, as key=value')
    .description('change settings; every action is enabled separately');
  for (const [flag, what] of SETTING_FLAGS) {
    set.option(`--${flag}`, `turn on ${what}`).option(`--no-${flag}`, `turn off ${what}`);
  }
  withExamples(
    set,
    ['settings set --provision --silent', 'let runs create accounts, without a welcome e-mail'],
    ['settings set --no-deprovision', 'let no run take anybody off the team'],
    ['settings set safety.maxDeprovisions=5', 'let a run deprovision five people at most'],
    [
      `settings set 'safety.protect=["*@board.example.com"]'`,
      'protect some people; a list is written as JSON',
    ],
  ).action((pairs: string[], _options, command: Command) =>
    invoke<{ pairs: string[]; flags: SettingFlags }>({
      ...called('settings set', command),
      input: { pairs, flags: command.opts<SettingFlags>() },
      load: async () => (await import('../commands/settings/set.ts')).runSettingsSet,
    }),
  );
}

function addEdit(settings: Command, invoke: Invoke): void {
  withExamples(settings.command('unset'), [
    'settings unset safety.maxDeprovisions',
    'go back to the default of that limit',
  ])
    .argument('<keys...>', 'settings')
    .description('return settings to their defaults')
    .action((keys: string[], _options, command: Command) =>
      invoke<{ keys: string[] }>({
        ...called('settings unset', command),
        input: { keys },
        load: async () => (await import('../commands/settings/unset.ts')).runSettingsUnset,
      }),
    );
  withExamples(settings.command('edit'), [
    'settings edit',
    'answer questions instead; nothing changes before the last',
  ])
    .description('walk through the actions and their settings')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('settings edit', command),
        input: undefined,
        load: async () => (await import('../commands/settings/edit.ts')).runSettingsEdit,
      }),
    );
  withExamples(settings.command('path'), ['settings path', 'find the file of the settings, for a backup'])
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
