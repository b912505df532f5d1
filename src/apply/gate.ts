/** A call's right to be under way. */
export interface Slot {
  /** Resolves when there is room, first come, first served; at once for a call that is under way already. */
  take: () => Promise<void>;
  /** Makes room for another call; a call that is not under way leaves nothing. */
  leave: () => void;
}

/** Lets so many calls be under way at once. */
export interface Gate {
  slot: () => Slot;
}

/** A gate through which so many calls at most go side by side. */
export function createGate(most: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) inside -= 1;
    else next();
  };
  const take = async (): Promise<void> => {
    if (inside < most) inside += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return {
    slot() {
      let isTaken = false;
      return {
        async take() {
          if (isTaken) return;
          await take();
          isTaken = true;
        },
        leave() {
          if (!isTaken) return;
          isTaken = false;
          leave();
        },
      };
    },
  };
}
