import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SETTINGS = {
  provision: { enabled: true, silent: true },
  suspend: { enabled: true },
  deprovision: { enabled: true },
  update: { enabled: true },
  safety: { maxSuspensions: '100%', maxDeprovisions: '100%' },
};

/** Writes the settings of every measured run, with all actions on and no limit in the way, and gives their path. */
export function writeSettings(folder: string): string {
  const path = join(folder, 'settings.json');
  writeFileSync(path, JSON.stringify(SETTINGS));
  return path;
}
