import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { exchangeCode, refreshAccessToken } from '../../../src/auth/oauth.ts';
import { Secret } from '../../../src/auth/secret.ts';
import { fixedSession } from '../../../src/auth/session.ts';
import { readIdentity } from '../../../src/dropbox/identity.ts';
import { createDirectSend } from '../../../src/dropbox/direct.ts';
import { createTransport, type Transport, type TransportRequest } from '../../../src/dropbox/transport.ts';
import { TeamsyncError } from '../../../src/errors.ts';
import { startFakeDropbox, type Reply } from '../../helpers/fake-dropbox.ts';
import { findSecrets } from '../../helpers/secrets.ts';
import { inBase64, refusal } from './misfortune.ts';

describe('an error that is thrown has no secret in any of its properties', () => {
  const access = `sl.u.${'SENTINELaccess'.repeat(9)}`;
  const refresh = 'SENTINEL-refresh-token-0123456789-0123456789';
  const code = 'SENTINEL-authorization-code-0123456789';
  const verifier = 'SENTINEL-code-verifier-0123456789-0123456789';
  const appSecret = 'sentinelsecret0';
  const secrets = new Map([
    [access, 'access token'],
    [refresh, 'refresh token'],
    [code, 'code'],
    [verifier, 'verifier'],
    [appSecret, 'app secret'],
  ]);
  const raw = (text: string): Reply => ({ raw: (response) => response.socket?.end(text) });
  const far = 'x'.repeat(60);

  test.each<[string, (sent: string) => Reply]>([
    ['a 400 that has it', (sent) => ({ status: 400, text: sent })],
    ['a 400 that has it as in a URL', (sent) => ({ status: 400, text: far + encodeURIComponent(sent) })],
    ['a 400 that has it in base64', (sent) => ({ status: 400, text: far + inBase64(sent) })],
    ['an error whose code is it', (sent) => ({ status: 400, json: { error: sent } })],
    [
      'an error whose description is it',
      (sent) => ({ status: 400, json: { error: 'x', error_description: sent } }),
    ],
    ['a 401 that has it', (sent) => ({ status: 401, json: refusal(sent) })],
    ['a 409 that has it', (sent) => ({ status: 409, json: refusal(sent) })],
    ['a 500 that has it', (sent) => ({ status: 500, text: sent })],
    [
      'a redirect that has it',
      (sent) => ({ status: 307, headers: { location: `https://x.invalid/?${sent}` } }),
    ],
    ['what is no HTTP', (sent) => raw(`${sent}\r\n\r\n`)],
    ['a header that is none', (sent) => raw(`HTTP/1.1 200 OK\r\n${sent}\r\n\r\n`)],
    ['half a document', (sent) => raw(`HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{"name":"${sent}`)],
    ['a document of another shape', (sent) => ({ json: { name: [sent], [sent]: 1, token_type: sent } })],
  ])('when Dropbox answers what it was sent with %s', async (_name, reply) => {
    const { origin } = await startFakeDropbox({
      'team/get_info': reply(access),
      'team/token/get_authenticated_admin': reply(access),
      '/oauth2/token': [reply(`${appSecret} ${verifier} ${code}`), reply(refresh)],
    });
    const transport = transportTo(origin);
    const endpoint = {
      origin,
      send: (init: TransportRequest['init'], repeatable: boolean) =>
        transport.send({ path: '/oauth2/token', route: 'oauth2/token', init, repeatable }),
    };
    const app = { key: 'abc123def456ghi', secret: new Secret(appSecret) };
    const attempts = [
      () => readIdentity(fixedSession(new Secret(access)), transport),
      () => exchangeCode(endpoint, app, { code: new Secret(code), verifier, redirectUri: null }),
      () => refreshAccessToken(endpoint, app, new Secret(refresh)),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt().then(
        () => expect.fail('it should have failed'),
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(TeamsyncError);
      expect(findSecrets(inspect(error, { depth: null, showHidden: true }), secrets)).toEqual([]);
    }
  });
});

function transportTo(origin: string): Transport {
  return createTransport({
    origin,
    version: '1.2.3',
    send: createDirectSend(),
    sleep: () => Promise.resolve(),
    random: () => 0,
    monotonic: () => 0,
    now: () => 0,
    retryBudgetMs: 0,
    signal: new AbortController().signal,
  });
}
