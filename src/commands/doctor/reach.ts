import { stopwatch } from '../../apply/stopwatch.ts';
import type { Answer } from '../../dropbox/exchange.ts';
import { REQUEST_ID } from '../../dropbox/request-id.ts';
import { InvalidInputError, TeamsyncError } from '../../errors.ts';
import type { Context } from '../context.ts';
import type { Line } from '../run/line.ts';
import { failed, fine, odd, type Finding } from './finding.ts';
import { proxyFor } from './proxy.ts';

const REACHABILITY = 'reachability';
const CLOCK = 'clock';
const ROUTE = 'team/get_info';

const SECOND_MS = 1000;
/** Longer than any network delays a date. */
const ODD_SKEW_MS = 60_000;
/** The margin with which access tokens are renewed, and what most servers allow. */
const WRONG_SKEW_MS = 300_000;
const SLOW_MS = 3000;

/** Whether Dropbox can be reached, and how far this machine's clock is from its own. */
export interface Reach {
  reachability: Finding;
  /** `null` where Dropbox told no time. */
  clock: Finding | null;
}

/** Asks without a token: whatever Dropbox answers, it was reached, whoever is authorized. */
export async function checkReach({ outside }: Context, { transport, origins }: Line): Promise<Reach> {
  const elapsed = stopwatch(outside.monotonic);
  try {
    const { headers } = await transport.send({
      path: `/2/${ROUTE}`,
      route: ROUTE,
      init: { method: 'POST' },
      repeatable: true,
    });
    const latency = elapsed();
    const told = Date.parse(headers['date'] ?? '');
    return {
      reachability: reachable(origins.api, proxyFor(origins.api, outside.env), latency, headers),
      clock: Number.isNaN(told) ? null : clockFinding(outside.now().getTime() - told),
    };
  } catch (error) {
    if (!(error instanceof TeamsyncError)) throw error;
    return { reachability: failed(REACHABILITY, error), clock: null };
  }
}

function reachable(
  origin: string,
  proxy: string | null,
  latencyMs: number,
  headers: Answer['headers'],
): Finding {
  const way = proxy === null ? 'without a proxy' : `through the proxy ${proxy}`;
  const message = `${origin} answers ${way} in ${String(latencyMs)} ms.`;
  if (headers[REQUEST_ID] === undefined) {
    return odd(
      REACHABILITY,
      `${message} The answer does not look like one of Dropbox.`,
      'Check TEAMSYNC_DROPBOX_API_URL and whether a proxy or a sign-in page of the network is in the way.',
    );
  }
  if (latencyMs < SLOW_MS) return fine(REACHABILITY, message);
  return odd(REACHABILITY, `${message} That is slow.`, 'Check the network and status.dropbox.com.');
}

/** What it means that this clock is ahead of Dropbox's by so much; behind, where it is negative. */
function clockFinding(skewMs: number): Finding {
  const off = Math.abs(skewMs);
  const seconds = Math.round(off / SECOND_MS);
  if (off <= ODD_SKEW_MS) {
    return fine(CLOCK, `This machine's clock agrees with Dropbox's (${String(seconds)} s apart).`);
  }
  const message = `This machine's clock is ${String(seconds)} s ${skewMs > 0 ? 'ahead of' : 'behind'} Dropbox's.`;
  const hint = 'Set it by the network, such as with: timedatectl set-ntp true';
  if (off <= WRONG_SKEW_MS) return odd(CLOCK, message, hint);
  return failed(CLOCK, new InvalidInputError('clock_wrong', message, { hint }));
}
