const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]'];

/** What a redirect URI may be written with (RFC 3986); anything else would be unsafe in a header. */
const URI_CHARACTERS = /^[\x21-\x7e]+$/;

/** The redirect URIs that a new app has registered. */
export const DEFAULT_REDIRECT_URIS: readonly string[] = ['127.0.0.1', 'localhost'].flatMap((host) =>
  [8765, 8766, 8767].map((port) => `http://${host}:${String(port)}/callback`),
);

/** True for plain HTTP to this machine. */
export function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && LOOPBACK_HOSTS.includes(hostname);
}

/** Why Dropbox would not register this redirect URI, or `undefined`. */
export function redirectUriProblem(uri: string): string | undefined {
  if (!URI_CHARACTERS.test(uri) || !URL.canParse(uri)) return `"${uri}" is not a URI`;
  const url = new URL(uri);
  if (url.protocol !== 'https:' && !isLoopback(url)) {
    return `"${uri}" must begin with https:, or with http: and the name of this machine`;
  }
  return uri.includes('#') ? `"${uri}" must not have a fragment` : undefined;
}
