import { EXIT } from '../../errors.ts';
import type { NotifyEvent } from './events.ts';

/** What lasts is told again after a day. */
const AGAIN_MS = 86_400_000;

/** What was heard of the last run, where runs follow one another by themselves. */
export interface Heard {
  exitCode: number;
  code: string | null;
  /** When a message last told of just that; `null` when none did. */
  toldAt: Date | null;
  /** A failure or refusal was told, and not yet that it is over. */
  alarmed: boolean;
}

/** Runs that follow one another: nobody wants to hear the same of each. */
export interface Series {
  /** `null` before the first run. */
  heard: Heard | null;
}

/** How a run of a series ended. */
export interface SeriesEnd {
  exitCode: number;
  code: string | null;
  events: readonly NotifyEvent[];
  at: Date;
}

/** What of a run is worth a message. */
export interface News {
  events: NotifyEvent[];
  /** It went well after a failure that was told of. */
  recovered: boolean;
}

/** Of the events of a run those that are news: changes always, failures and refusals when they are new or last a day. */
export function newsIn({ exitCode, code, events, at }: SeriesEnd, heard: Heard | null): News {
  if (exitCode === EXIT.done && heard?.alarmed === true) {
    return { events: ['failure', 'refusal', ...events], recovered: true };
  }
  const same = heard !== null && heard.exitCode === exitCode && heard.code === code;
  const toldAt = same ? heard.toldAt : null;
  const isOld = toldAt !== null && at.getTime() - toldAt.getTime() < AGAIN_MS;
  return { events: events.filter((event) => event === 'change' || !isOld), recovered: false };
}

/** What is remembered of the last run for the next one; `told` when a message about it arrived. */
export function heardAfter(
  { exitCode, code, events, at }: SeriesEnd,
  heard: Heard | null,
  told: boolean,
): Heard {
  const isTrouble = events.some((event) => event !== 'change');
  const same = heard !== null && heard.exitCode === exitCode && heard.code === code;
  const before = heard?.alarmed ?? false;
  const over = exitCode === EXIT.done && told;
  return {
    exitCode,
    code,
    toldAt: told ? at : same ? heard.toldAt : null,
    alarmed: isTrouble ? told || before : before && !over,
  };
}
