import type { Outcome } from '../context.ts';
import type { Run } from './run.ts';

/** Everything that a run warns of. */
export function warningsOf({ connection, ready, wishes, health, plan }: Run): Outcome['warnings'] {
  return [
    ...connection.warnings,
    ...ready.warnings,
    ...wishes.warnings,
    ...health.warnings,
    ...plan.warnings,
  ];
}
