import type { Warning } from '../../errors.ts';
import { inspectRoster, type Inspection } from '../../roster/inspect.ts';
import { rosterError } from '../../roster/problem.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Roster } from '../../team.ts';
import type { Context } from '../context.ts';

/** How a roster is read where nobody calls Dropbox. */
export interface OfflineOptions {
  format?: Roster['format'];
  /** A file that replaces the stored action settings. */
  settings?: string;
}

/** Reads a roster as a run of this profile would, without refusing it. */
export async function inspect(
  context: Context,
  source: string,
  { format, settings }: OfflineOptions,
): Promise<Inspection> {
  const { outside, folders, options } = context;
  const loaded = await loadSettings({
    configFolder: folders.config,
    profile: options.profile,
    settingsFile: settings,
  });
  const inspection = await inspectRoster(source, {
    format,
    // Looked at only where the roster comes from there: to open it takes time.
    get stdin() {
      return outside.stdin;
    },
    cwd: folders.work,
    settings: loaded.settings.roster,
  });
  const warnings: Warning[] = [...loaded.warnings, ...inspection.warnings];
  return { ...inspection, warnings };
}

/** The same; throws where the roster cannot be used. */
export async function inspectSound(
  context: Context,
  source: string,
  options: OfflineOptions,
): Promise<Inspection> {
  const inspection = await inspect(context, source, options);
  if (inspection.problems.any) throw rosterError(source, inspection.problems);
  return inspection;
}
