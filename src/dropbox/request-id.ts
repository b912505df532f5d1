/** The header in which Dropbox names a request on every answer; its support asks for it. */
export const REQUEST_ID = 'x-dropbox-request-id';

/** The name of a request among the headers of its answer, which the SDK hands on without a type. */
export function requestIdIn(headers: unknown): string | null {
  if (typeof headers !== 'object' || headers === null) return null;
  const id: unknown = Reflect.get(headers, REQUEST_ID);
  return typeof id === 'string' ? id : null;
}
