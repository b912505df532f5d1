import { deprovision } from '../../plan/leavers.ts';
import { mapGroups } from '../../plan/dropbox-groups.ts';
import { withImpact } from '../../plan/impact.ts';
import { isLiving } from '../../plan/index-members.ts';
import type { Explanation } from '../../render/explanation.ts';
import type { Actual } from '../../team.ts';
import type { Wishes } from '../run/wishes.ts';
import type { Found } from './find.ts';

/** What it would mean to take somebody off the team, whether anybody wants it or not; `null` for who is not on it. */
export function impactOfRemoval(
  { person, member }: Found,
  { people, settings }: Pick<Wishes, 'people' | 'settings'>,
  actual: Actual,
  now: Date,
): Explanation['impact'] {
  if (member === null || !isLiving(member)) return null;
  const atOnce = { ...settings.deprovision, method: 'remove', afterDays: 0 } as const;
  const removal = deprovision({ person, member, rank: 0 }, member, 'unlisted', atOnce, now);
  const mapping = mapGroups(settings.groups.map, people, actual.groups ?? []);
  const [change] = withImpact([removal], actual, mapping);
  return change?.impact === undefined ? null : { ...change.impact, freesLicence: change.seats < 0 };
}
