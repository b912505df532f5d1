import type { Context, Outcome } from './context.ts';
import { runReconcile, type ReconcileInput } from './reconcile.ts';

export type PlanInput = Omit<ReconcileInput, 'dryRun' | 'yes'>;

/** Plans like `reconcile` and stops there; `--out` keeps the plan for `apply`. */
export function runPlan(context: Context, input: PlanInput): Promise<Outcome> {
  return runReconcile(context, { ...input, dryRun: true, yes: false });
}
