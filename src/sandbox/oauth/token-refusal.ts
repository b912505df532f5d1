import { jsonReply, type Reply } from '../replies.ts';
import { PRIVATE_HEADERS } from './pages.ts';

/** Thrown to refuse a request for a token; `code` and the description go into the answer as they are. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
  readonly code: string;
  readonly description: string | undefined;

  constructor(code: string, description?: string) {
    super(`the token endpoint refuses with ${code}`);
    this.code = code;
    this.description = description;
  }
}

/** The body that an app gets which shows neither its secret nor a verifier. */
export function noAuthFunction(): TokenRefusal {
  return new TokenRefusal('invalid_request', 'No auth function available for given request');
}

/** A parameter that the request cannot do without. */
export function missingParameter(name: string): TokenRefusal {
  return new TokenRefusal('invalid_request', `missing required field "${name}"`);
}

/** 400 with an error as RFC 6749 shapes it. */
export function tokenError(code: string, description?: string): Reply {
  const body = { error: code, ...(description === undefined ? {} : { error_description: description }) };
  return { ...jsonReply(400, body), headers: PRIVATE_HEADERS };
}
