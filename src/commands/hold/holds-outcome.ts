import { renderHolds } from '../../render/hold.ts';
import type { StoredHold } from '../../state/holds.ts';
import { done, type Context, type Outcome } from '../context.ts';

/** What every hold command ends with: who is on hold now. */
export function holdsOutcome({ paint }: Context, stored: readonly StoredHold[]): Outcome {
  const holds = stored.map(({ email, since, until, why }) => ({ email, since, until, why }));
  return done({ holds }, renderHolds(holds, paint));
}
