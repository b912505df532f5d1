import { isDeepStrictEqual } from 'node:util';
import { SECTIONS, splitKey } from '../../settings/keys.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Effective } from '../../settings/resolve.ts';
import { jsonText } from '../../settings/values.ts';
import { type Context, done, type Outcome } from '../context.ts';

/** Marks a value that somebody chose and that is not the default. */
const MARK = '*';

/** The names of what can be enabled, by whether it is. */
function enabledLines(entries: readonly Effective[], profile: string, paint: Context['paint']): string[] {
  const switches = entries.filter(({ key }) => splitKey(key)[1] === 'enabled');
  const names = (wanted: boolean): string =>
    switches
      .filter(({ value }) => value === wanted)
      .map(({ key }) => splitKey(key)[0])
      .join(', ') || 'nothing';
  return [
    paint.bold(`Settings of the profile ${profile}`),
    `Enabled:      ${paint.bold(names(true))}`,
    `Not enabled:  ${names(false)}`,
  ];
}

function line(entry: Effective, widths: { key: number; value: number }, context: Context): string {
  const { key, value, origin, usual } = entry;
  const shown = jsonText(value);
  if (!context.options.verbose) return `${key.padEnd(widths.key)}  ${shown}`;
  const mark = isDeepStrictEqual(value, usual) ? '' : ` ${MARK}`;
  return `${key.padEnd(widths.key)}  ${shown.padEnd(widths.value)}  ${context.paint.dim(origin)}${mark}`;
}

/** Shows every setting that is in force for the profile, or would be with a file of `--settings`. */
export async function runSettingsShow(
  context: Context,
  options: { settingsFile?: string | undefined } = {},
): Promise<Outcome> {
  const { profile, verbose } = context.options;
  const { settingsFile } = options;
  const loaded = await loadSettings({ configFolder: context.folders.config, profile, settingsFile });
  const { settings, origins, entries, warnings } = loaded;
  const widths = {
    key: Math.max(...entries.map(({ key }) => key.length)),
    value: Math.max(...entries.map(({ value }) => jsonText(value).length)),
  };
  const groups = SECTIONS.map((section) =>
    entries.filter(({ key }) => splitKey(key)[0] === section).map((entry) => line(entry, widths, context)),
  );
  const blocks = [enabledLines(entries, profile, context.paint), ...groups].map((lines) => lines.join('\n'));
  const legend = verbose ? `\n${MARK} differs from the default\n` : '';
  return done({ settings, origins }, `${blocks.join('\n\n')}\n${legend}`, warnings);
}
