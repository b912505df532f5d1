/** Bytes that are no text in the encoding of the file, with the line where they stand. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
  readonly line: number;
  readonly code: string;

  constructor(line: number, code: string, message: string) {
    super(message);
    this.line = line;
    this.code = code;
  }
}

/** Turns bytes into text chunk by chunk; what is no text is an `UndecodableError`. */
export interface RosterDecoder {
  decode(chunk: Uint8Array): string;
  /** What was still waiting for more bytes. */
  end(): string;
}
