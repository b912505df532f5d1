import { isLoopback } from '../../auth/endpoints.ts';
import type { Environment } from '../../auth/environment.ts';

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** The proxy through which requests to an origin go, without its password; `null` where they go straight. */
export function proxyFor(origin: string, env: Environment): string | null {
  const { protocol, hostname, port } = new URL(origin);
  if (isLoopback(hostname)) return null;
  const plain = valueOf(env, 'http_proxy');
  const proxy = protocol === 'https:' ? valueOf(env, 'https_proxy') || plain : plain;
  if (!URL.canParse(proxy)) return null;
  const at = port === '' ? (DEFAULT_PORTS[protocol] ?? '') : port;
  return isExempt(valueOf(env, 'no_proxy'), hostname, at) ? null : new URL(proxy).origin;
}

/** The lower-case name goes first, as everywhere. */
function valueOf(env: Environment, name: string): string {
  return env[name] ?? env[name.toUpperCase()] ?? '';
}

/** A name stands for itself and everything under it, on all ports or on the one behind it. */
function isExempt(list: string, hostname: string, port: string): boolean {
  if (list === '*') return true;
  const entries = list.split(/[,\s]/).filter((entry) => entry !== '');
  return entries.some((entry) => {
    const [, name = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const exempt = name.replace(/^\*?\./, '').toLowerCase();
    return (only === undefined || only === port) && `.${hostname}`.endsWith(`.${exempt}`);
  });
}
