/** Dropbox sends neither header nor field at times; its Python SDK waits 5 seconds then. */
const DEFAULT_WAIT_MS = 5000;
const SECOND_MS = 1000;

/** How long a throttled caller is asked to wait, in milliseconds: the header (seconds or a date), else the body, else a default. */
export function retryAfterMs(header: string | null, body: string, now: number): number {
  return fromHeader(header, now) ?? fromBody(body) ?? DEFAULT_WAIT_MS;
}

function fromHeader(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds < 0 ? null : seconds * SECOND_MS;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function fromBody(body: string): number | null {
  const seconds = /"retry_after"\s*:\s*(\d+(?:\.\d+)?)/.exec(body)?.[1];
  return seconds === undefined ? null : Number(seconds) * SECOND_MS;
}
