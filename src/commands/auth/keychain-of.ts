import { openKeychain, type Keychain } from '../../auth/keychain.ts';
import { profilePath } from '../../settings/profile-file.ts';
import type { Context } from '../context.ts';

/** The place of this profile in the system keychain; its file names it, so that folders do not get in each other's way. */
export function keychainOf({ outside, folders, options }: Context): Promise<Keychain> {
  return openKeychain({
    account: profilePath(folders.config, options.profile),
    platform: outside.platform,
    env: outside.env,
  });
}
