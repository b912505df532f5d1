import { matcher } from '../../plan/pattern.ts';
import { activeAdmins } from '../../plan/protect.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Actual } from '../../team.ts';
import { addressesOf } from './addresses.ts';
import type { Found } from './find.ts';

/** Everything that keeps somebody from being suspended or removed, whether the roster asks for it or not. */
export function protectionsOf(found: Found, actual: Actual, safety: Settings['safety']): string[] {
  const { member } = found;
  if (member === null) return [];
  const admins = activeAdmins(actual);
  const patterns = safety.protect.filter((pattern) => addressesOf(found).some(matcher([pattern])));
  return [
    ...(member.id === actual.admin?.memberId ? ['authorizing_admin'] : []),
    ...(admins.length === 1 && admins[0]?.id === member.id ? ['last_admin'] : []),
    ...(safety.protectAdmins && member.roles.length > 0 ? ['safety.protectAdmins'] : []),
    ...patterns.map((pattern) => `safety.protect=${pattern}`),
  ];
}
