import { EXIT } from '../../errors.ts';
import type { RunReport } from '../../render/report.ts';
import type { Settings } from '../../settings/schema.ts';

/** What somebody may want to hear of. */
export type NotifyEvent = Settings['notify']['on'][number];

/** Ends that are nobody's failure: all went well, or somebody meant it to end. */
const WELL: readonly number[] = [EXIT.done, EXIT.pending, EXIT.declined, EXIT.terminated];

/** What the end of a run is, of all that somebody may want to hear of. */
export function eventsOf(exitCode: number, report: RunReport | null): NotifyEvent[] {
  const refused = exitCode === EXIT.refused;
  return [
    ...(refused ? (['refusal'] as const) : []),
    ...(refused || WELL.includes(exitCode) ? [] : (['failure'] as const)),
    ...(report !== null && report.summary.applied > 0 ? (['change'] as const) : []),
  ];
}
