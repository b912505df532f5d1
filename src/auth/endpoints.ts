import { InvalidInputError } from '../errors.ts';
import type { Environment } from './environment.ts';

const API_URL = 'TEAMSYNC_DROPBOX_API_URL';
const AUTH_URL = 'TEAMSYNC_DROPBOX_AUTH_URL';
const DEFAULT_AUTH_ORIGIN = 'https://www.dropbox.com';
const DEFAULT_API_ORIGIN = 'https://api.dropboxapi.com';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** True for the names and addresses of this very machine, as a URL has them. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** Where API calls and browsers go: origins that are https, or http on a loopback address. */
export interface Origins {
  api: string;
  /** Of the page at which a login is allowed. */
  auth: string;
}

/** Reads both addresses; throws `insecure_url` when either is neither https nor on this machine. */
export function readOrigins(env: Environment): Origins {
  return {
    api: originFrom(env, API_URL, DEFAULT_API_ORIGIN),
    auth: originFrom(env, AUTH_URL, DEFAULT_AUTH_ORIGIN),
  };
}

function originFrom(env: Environment, name: string, otherwise: string): string {
  const text = env[name] ?? '';
  if (text === '') return otherwise;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && isSafe(url) && isBare(url)) return url.origin;
  throw new InvalidInputError(
    'insecure_url',
    `${name} must be an https URL without a path, or http on a loopback address.`,
    { hint: `Unset it to use ${otherwise}.` },
  );
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isBare({ username, password, pathname, search, hash }: URL): boolean {
  return [username, password, search, hash].every((part) => part === '') && pathname === '/';
}
