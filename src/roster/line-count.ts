const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Counts the lines of bytes in which line breaks are single bytes, chunk by chunk. */
export class LineCount {
  #lineFeeds = 0;
  #returns = 0;

  add(bytes: Uint8Array): void {
    this.#lineFeeds += countByte(bytes, LINE_FEED);
    this.#returns += countByte(bytes, CARRIAGE_RETURN);
  }

  /** The 1-based line of what comes after these further bytes. */
  lineAfter(bytes: Uint8Array): number {
    const lineFeeds = this.#lineFeeds + countByte(bytes, LINE_FEED);
    // A file of the classic Mac OS has no line feed at all.
    return 1 + (lineFeeds > 0 ? lineFeeds : this.#returns + countByte(bytes, CARRIAGE_RETURN));
  }
}

function countByte(bytes: Uint8Array, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count += 1;
  return count;
}
