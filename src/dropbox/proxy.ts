import { isLoopback } from '../auth/endpoints.ts';
import { InvalidInputError } from '../errors.ts';
import { createDirectSend } from './direct.ts';
import { codeOf } from './error-code.ts';
import { READABLE_ENCODINGS, readReceived } from './received.ts';
import { UnsentError, type Send } from './send.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** Codes of a connection that was never made. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** The way to an origin: straight, or through the proxy of the environment. */
export async function sendFor(origin: string, env: Environment): Promise<Send> {
  const wanted = PROXY_VARIABLES.some((name) => (env[name] ?? '') !== '');
  if (!wanted || isLoopback(new URL(origin).hostname)) return createDirectSend();
  checkProxies(env);
  // Loaded only now: most runs have no proxy, and Node's own client knows none.
  const undici = await import('undici');
  const dispatcher = new undici.EnvHttpProxyAgent({
    ...firstOf('httpsProxy', [env['https_proxy'], env['HTTPS_PROXY']]),
    ...firstOf('httpProxy', [env['http_proxy'], env['HTTP_PROXY']]),
    ...firstOf('noProxy', [env['no_proxy'], env['NO_PROXY']]),
  });
  return async (url, { headers, ...outgoing }) => {
    const asked = { 'accept-encoding': READABLE_ENCODINGS, ...headers };
    const options = { ...outgoing, headers: asked, dispatcher };
    const answer = await undici.request(url, options).catch((error: unknown) => {
      throw NOT_SENT.has(codeOf(error)) ? new UnsentError(error) : error;
    });
    return readReceived(answer.statusCode, answer.headers, answer.body);
  };
}

function checkProxies(env: Environment): void {
  for (const name of PROXY_VARIABLES) {
    const url = env[name] ?? '';
    if (url === '' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) continue;
    throw new InvalidInputError('bad_proxy', `${name} is not the URL of a proxy.`, {
      hint: 'Write it as http://HOST:PORT, or unset it.',
    });
  }
}

/** An empty variable says nothing, whatever its spelling. */
function firstOf<Name extends string>(
  name: Name,
  values: readonly (string | undefined)[],
): Partial<Record<Name, string>> {
  const value = values.find((one) => one !== undefined && one !== '');
  return value === undefined ? {} : ({ [name]: value } as Record<Name, string>);
}
