import { setMaxListeners } from 'node:events';
import { EXIT, TeamsyncError } from './errors.ts';

type SignalName = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** What signals do to a run: the first one ends it in good order, the second at once. */
export interface Interrupts {
  /** Aborted at the first signal, with its name as the reason. */
  signal: AbortSignal;
  /** Rejects at the first signal, unless graceful work is under way, which then ends the run itself. */
  cutOff: Promise<never>;
  /** `notice` tells whoever interrupts what is being waited for; without one nothing is said. */
  graceful: <T>(work: () => Promise<T>, notice?: string) => Promise<T>;
  stop: () => void;
}

/** The part of a process that signals come from. */
export interface SignalSource {
  on: (name: SignalName, listener: () => void) => unknown;
  off: (name: SignalName, listener: () => void) => unknown;
  exit: (code: number) => never;
}

/** Listens for SIGINT, SIGTERM and the end of the terminal until it is stopped. */
export function watchSignals(source: SignalSource, say: (text: string) => void): Interrupts {
  const controller = new AbortController();
  // Every call and every job of a run watches it while it waits, and Node takes more than ten of them for a leak.
  setMaxListeners(0, controller.signal);
  let cut: (error: TeamsyncError) => void = () => undefined;
  const cutOff = new Promise<never>((_resolve, reject) => {
    cut = reject;
  });
  // Nobody may be waiting for it when the signal comes.
  cutOff.catch(() => undefined);
  const notices: (string | undefined)[] = [];
  let worked = false;
  const listeners = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((name) => {
    const listener = (): void => {
      if (controller.signal.aborted) source.exit(codeOf(name));
      controller.abort(name);
      if (notices.length === 0) cut(interruption(name, worked));
      for (const notice of notices) if (notice !== undefined) say(`${notice}\n`);
    };
    source.on(name, listener);
    return { name, listener };
  });
  return {
    signal: controller.signal,
    cutOff,
    graceful: async (work, notice) => {
      notices.push(notice);
      worked = true;
      try {
        return await work();
      } finally {
        notices.pop();
      }
    },
    stop: () => {
      for (const { name, listener } of listeners) source.off(name, listener);
    },
  };
}

/** A terminal that is closed asks a run to end as SIGTERM does. */
function codeOf(name: SignalName): typeof EXIT.declined | typeof EXIT.terminated {
  return name === 'SIGINT' ? EXIT.declined : EXIT.terminated;
}

function interruption(name: SignalName, worked: boolean): TeamsyncError {
  const sent = worked ? '' : ' Nothing was sent to Dropbox.';
  return new TeamsyncError(codeOf(name), 'interrupted', `Interrupted.${sent}`);
}
