import { purposeOf } from '../../auth/scopes.ts';
import type { AuthStyle } from '../../render/auth.ts';
import { profilePath } from '../../settings/profile-file.ts';
import { profileFlag, type Context } from '../context.ts';

/** What the texts of the auth commands need of this run. */
export function styleOf(context: Context): AuthStyle {
  const { folders, options, paint } = context;
  const path = profilePath(folders.config, options.profile);
  return { paint, profile: profileFlag(context), path, purposeOf };
}
