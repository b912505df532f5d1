import type { HttpRequest } from '../world.ts';

/** The parameters of an OAuth request, each given once (RFC 6749, section 3.1). */
export type Parameters = ReadonlyMap<string, string>;

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Reads the query and, where there is one, the form; a parameter that comes twice is a problem. */
export function readParameters({ query, headers, body }: HttpRequest): Parameters | { problem: string } {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const form = type.trim().toLowerCase() === FORM_TYPE ? new TextDecoder().decode(body) : '';
  const parameters = new Map<string, string>();
  for (const [name, value] of [...new URLSearchParams(query), ...new URLSearchParams(form)]) {
    if (parameters.has(name)) return { problem: `parameter "${name}" is given more than once` };
    parameters.set(name, value);
  }
  return parameters;
}
