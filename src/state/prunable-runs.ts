import type { EndedRun } from './ended-run.ts';

const DAY_MS = 86_400_000;

/** How long a run is kept: one that changed somebody is asked about long after, one that changed nobody is not. */
const KEPT_DAYS = { unchanged: 7, changed: 400 } as const;

/** So many of the latest runs are kept however old they are, and so many of the latest that changed somebody. */
const LATEST_KEPT = 100;

/** For how many days a run is kept, by what it did; `null` for ever. */
export function keptDays(did: EndedRun['did']): number | null {
  switch (did) {
    case 'empty':
    case 'nothing':
      return KEPT_DAYS.unchanged;
    case 'changed':
      return KEPT_DAYS.changed;
    case 'unknown':
      return null;
  }
}

/** The ids of the runs of a team that nobody needs any more, the oldest first; never the last one that ended well. */
export function prunableRuns(runs: readonly EndedRun[], now: Date): string[] {
  const time = now.getTime();
  const oldestFirst = runs
    .map((run) => ({ ...run, at: Date.parse(run.ended) }))
    .sort((one, other) => one.at - other.at || (one.runId < other.runId ? -1 : 1));
  const kept = new Set([
    ...oldestFirst.slice(-LATEST_KEPT),
    ...oldestFirst.filter(({ did }) => did === 'changed').slice(-LATEST_KEPT),
    ...oldestFirst.filter(({ good, at }) => good && at <= time).slice(-1),
  ]);
  return oldestFirst
    .filter((run) => {
      const days = keptDays(run.did);
      return days !== null && time - run.at > days * DAY_MS && !kept.has(run);
    })
    .map(({ runId }) => runId);
}
