import { planRequested, type Request } from '../../src/plan/requested.ts';
import type { Plan } from '../../src/plan/types.ts';
import { inSync, type World } from '../helpers/team-builder.ts';

/** A team of twenty and their admin, with the settings as they come: nothing is enabled. */
export const base = inSync(20).settings({ safety: { maxDeprovisions: '100%', maxSuspensions: '100%' } });
export const [P1, P2, P3] = ['p1@example.com', 'p2@example.com', 'p3@example.com'] as const;
export const NEW = 'new@example.com';

/** The plan of what is asked for these people of a world; the roster of the world does not matter. */
export function requested(
  world: World,
  action: Request['action'],
  emails: string | readonly string[],
  to: string | null = null,
): Plan {
  const request = { action, emails: typeof emails === 'string' ? [emails] : emails, to };
  return planRequested({ ...world.input(), request });
}
