import { TeamsyncError } from '../../errors.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Settings } from '../../settings/schema.ts';
import { profileFlag, type Context } from '../context.ts';
import { failed, fine, odd, type Finding } from './finding.ts';

const NAME = 'settings';

/** Actions that are enabled each for itself, as the settings call them. */
const ACTIONS = ['provision', 'suspend', 'deprovision', 'update', 'groups', 'roles'] as const;

/** Whether the settings are valid and let a run do anything; they are `null` when they cannot be read. */
export async function checkSettings(
  context: Context,
): Promise<{ finding: Finding; settings: Settings | null }> {
  const { folders, options } = context;
  try {
    const { settings } = await loadSettings({ configFolder: folders.config, profile: options.profile });
    return { finding: findingFor(settings, profileFlag(context)), settings };
  } catch (error) {
    if (!(error instanceof TeamsyncError)) throw error;
    return { finding: failed(NAME, error), settings: null };
  }
}

function findingFor(settings: Settings, profile: string): Finding {
  const enabled = ACTIONS.filter((action) => settings[action].enabled);
  if (enabled.length > 0) return fine(NAME, `Valid; enabled: ${enabled.join(', ')}.`);
  return odd(
    NAME,
    'Valid, but no action is enabled, so a run changes nothing.',
    `Choose what teamsync may do with: teamsync settings edit${profile}`,
  );
}
