import type { Surroundings } from './types.ts';

/** Waits between looks for what still does not show, in milliseconds: reads may lag, and a job may be running. */
const WAITS_MS = [1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/** What looking again and again needs from outside. */
export type Patience = Pick<Surroundings, 'sleep' | 'signal' | 'jobBudgetMs'>;

/** Looks again and again, at growing intervals, until `look` says that it saw enough, a minute is over or the run is stopped. */
export async function lookUntil(
  look: () => Promise<boolean>,
  { sleep, signal, jobBudgetMs }: Patience,
): Promise<void> {
  let spent = 0;
  for (const wait of [0, ...WAITS_MS]) {
    if (spent + wait > jobBudgetMs || (wait > 0 && signal.aborted)) return;
    if (wait > 0) await sleep(wait, signal);
    spent += wait;
    if (await look()) return;
  }
}
