import type { Line } from '../../../src/commands/run/line.ts';
import type { TransportOptions } from '../../../src/dropbox/transport.ts';
import { transportTo } from '../../helpers/fake-dropbox.ts';

/** The way to a fake of Dropbox, as a run has it, with these variables. */
export function lineTo(
  origin: string,
  { env = {}, ...options }: Partial<TransportOptions> & { env?: Record<string, string> } = {},
): Line {
  return {
    origins: { api: origin, auth: origin },
    issuer: origin,
    env,
    sandbox: null,
    transport: transportTo(origin, options),
    close: () => Promise.resolve(),
  };
}
