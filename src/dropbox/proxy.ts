import { isLoopback } from '../auth/endpoints.ts';
import { InvalidInputError } from '../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/** The `fetch` for an origin: the built-in one, or one that goes through the proxy of the environment. */
export async function fetchFor(origin: string, env: Environment): Promise<typeof fetch> {
  const wanted = PROXY_VARIABLES.some((name) => (env[name] ?? '') !== '');
  if (!wanted || isLoopback(new URL(origin).hostname)) return fetch;
  checkProxies(env);
  // Loaded only now: most runs have no proxy, and the built-in fetch of Node 20 knows none.
  const undici = await import('undici');
  const dispatcher = new undici.EnvHttpProxyAgent({
    ...firstOf('httpsProxy', [env['https_proxy'], env['HTTPS_PROXY']]),
    ...firstOf('httpProxy', [env['http_proxy'], env['HTTP_PROXY']]),
    ...firstOf('noProxy', [env['no_proxy'], env['NO_PROXY']]),
  });
  const send = (url: unknown, init: unknown): unknown =>
    undici.fetch(url as string, { ...(init as object), dispatcher });
  return send as typeof fetch;
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
