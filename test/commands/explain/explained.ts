import { findingsFor } from '../../../src/commands/explain/decide.ts';
import { everythingOn } from '../../../src/commands/explain/disabled.ts';
import type { Finding } from '../../../src/commands/explain/finding.ts';
import { findPerson, type Found } from '../../../src/commands/explain/find.ts';
import { nextFor } from '../../../src/commands/explain/next.ts';
import { planOf, type World } from '../../helpers/team-builder.ts';

/** Somebody of a world. */
export function foundIn({ people, members }: World, email: string): Found {
  const found = findPerson(email, people, members);
  if (found === null) throw new Error(`${email} is nowhere`);
  return found;
}

/** What is decided about somebody of a world, the most important first. */
export function findingsIn(world: World, email: string): [Finding, ...Finding[]] {
  const { settings, actual } = world.input();
  const { groups, roles } = everythingOn(settings, actual);
  const open = world.settings({
    provision: { enabled: true },
    suspend: { enabled: true },
    deprovision: { enabled: true },
    update: { enabled: true },
    groups: { enabled: groups.enabled },
    roles: { enabled: roles.enabled && actual.roles !== null },
  });
  return findingsFor(foundIn(world, email), { real: planOf(world), open: planOf(open) }, settings);
}

/** What happens next to somebody of a world. */
export function nextIn(world: World, email: string): string | null {
  const { settings, now, reminded } = world.input();
  const [finding] = findingsIn(world, email);
  const { refusals } = planOf(world);
  return nextFor(finding, {
    found: foundIn(world, email),
    refusals,
    history: [],
    settings,
    reminded,
    now,
    profile: '',
  });
}
