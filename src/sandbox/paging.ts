import type { FaultEffect } from './fault-effects.ts';

/** Where in a list a page begins, and how far the listing goes. */
export interface Place {
  limit: number;
  offset: number;
  upTo: number;
  repeats: boolean;
}

/** A page, and where the next one begins. */
export interface Page<T> {
  entries: T[];
  next: Pick<Place, 'offset' | 'repeats'>;
  more: boolean;
}

/** Takes the page at this place of a list of which `at` gives the entries, `null` where one is not listed; a fault can spoil it. */
export function takePage<T>(
  place: Place,
  at: (index: number) => T | null,
  effect: FaultEffect | null,
): Page<T> {
  const { offset, upTo } = place;
  if (effect?.kind === 'emptyPage') {
    return { entries: [], next: { offset, repeats: place.repeats }, more: true };
  }
  const limit = effect?.kind === 'shortPage' ? Math.min(effect.shortPage, place.limit) : place.limit;
  const found: { entry: T; index: number }[] = [];
  let more = false;
  for (let index = offset; index < upTo && !more; index += 1) {
    const entry = at(index);
    if (entry === null) continue;
    if (found.length === limit) more = true;
    else found.push({ entry, index });
  }
  const last = found.at(-1)?.index ?? offset - 1;
  // A page that holds nothing but a repeat is not repeated again, or the listing would never end.
  const repeats = effect?.kind === 'duplicate' && found.length > (place.repeats ? 1 : 0);
  return {
    entries: found.map(({ entry }) => entry),
    next: { offset: repeats ? last : last + 1, repeats },
    more: more || repeats,
  };
}
