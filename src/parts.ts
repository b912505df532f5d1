/** Long enough that writing costs little, short enough that nobody has to hold much. */
const PART_LENGTH = 65_536;

/** Pieces put together into parts that are worth writing; text that comes as a whole is one part. */
export function* partsOf(pieces: string | Iterable<string>): Generator<string> {
  let part = '';
  for (const piece of typeof pieces === 'string' ? [pieces] : pieces) {
    part += piece;
    if (part.length < PART_LENGTH) continue;
    yield part;
    part = '';
  }
  if (part !== '') yield part;
}
