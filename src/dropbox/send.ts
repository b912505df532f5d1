/** One request as it goes out. */
export interface Outgoing {
  method: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string | null;
  signal: AbortSignal;
}

/** The head of an answer, whatever became of its body. */
export interface Head {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
}

/** An answer after its end: whole, or cut short, unreadable or far too long for the reason that a code names. */
export type Received = Head & ({ body: string } | { body: null; code: string });

/**
 * Sends one request, follows no redirect and reads the answer to its end. Rejects when not even the head of an answer
 * came: with `UnsentError` when it is certain that nothing was sent, with anything else when it is not.
 */
export type Send = (url: string, outgoing: Outgoing) => Promise<Received>;

/** There never was a connection over which the request could have gone; the cause tells why. */
export class UnsentError extends Error {
  constructor(cause: unknown) {
    super('The request was not sent.', { cause });
  }
}
