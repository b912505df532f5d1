import type { IncomingHttpHeaders } from 'node:http';
import type { Faults } from './faults.ts';
import type { Reply } from './replies.ts';
import type { TeamStore } from './store.ts';

/** One HTTP request, read whole. */
export interface HttpRequest {
  method: string;
  path: string;
  /** What follows the question mark; empty when there is none. */
  query: string;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
}

/** What happens before an answer is sent. */
export interface Prelude {
  delayMs: number;
  /** A redirect URI on this machine that the sandbox itself calls after the delay. */
  knock: string | null;
}

/** What is done with the connection. */
export type Delivery = (
  | { how: 'send' | 'truncate'; reply: Reply }
  | { how: 'drip'; reply: Reply; bytesPerSecond: number }
  | { how: 'endless' | 'hang' | 'reset' }
) & { prelude?: Prelude };

/** What a server answers from. */
export interface World {
  store: TeamStore;
  faults: Faults;
  /** Redirect URIs that count as registered while this server runs. */
  redirectUris: readonly string[];
}
