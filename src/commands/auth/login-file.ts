import { CREDENTIALS_KEY, type LoginFile } from '../../auth/login-record.ts';
import type { Warning } from '../../errors.ts';
import { profilePath, readProfileFile } from '../../settings/profile-file.ts';
import { updateProfile } from '../../settings/store.ts';
import type { Context } from '../context.ts';

/** The credentials' part of the profile's file, and what reading it warned of. */
export function loginFileOf({ folders, options }: Context): LoginFile & { warnings: Warning[] } {
  const warnings: Warning[] = [];
  return {
    path: profilePath(folders.config, options.profile),
    warnings,
    read: () => {
      const file = readProfileFile(folders.config, options.profile);
      warnings.push(...file.warnings);
      return file.document[CREDENTIALS_KEY];
    },
    update: async (change) => {
      const file = await updateProfile(folders.config, options.profile, CREDENTIALS_KEY, ({ document }) =>
        change(document[CREDENTIALS_KEY]),
      );
      warnings.push(...file.warnings);
    },
  };
}
