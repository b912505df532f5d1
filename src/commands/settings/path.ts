import { profilePath } from '../../settings/profile-file.ts';
import { type Context, done, type Outcome } from '../context.ts';

/** Prints where the profile's configuration is kept, whether or not there is anything yet. */
export async function runSettingsPath(context: Context): Promise<Outcome> {
  const path = profilePath(context.folders.config, context.options.profile);
  // The command needs nothing that takes time; it is asynchronous because every command is, refusals included.
  return Promise.resolve(done({ path }, `${path}\n`));
}
