import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startRig, type Rig } from '../helpers.ts';
import { askedBy, decide, newPkce } from './flow.ts';

const { challenge } = newPkce();

const withFault = async (fault: object): Promise<Rig> => {
  const rig = await startRig();
  await rig.control('POST', 'faults', fault);
  return rig;
};

describe('faults of the authorization page', () => {
  const AUTHORIZE = 'oauth2/authorize';
  const decided = async (fault: object) => {
    const rig = await withFault({ route: AUTHORIZE, ...fault });
    return decide(rig, askedBy(rig, challenge));
  };

  test('a fault of every route does not strike here', async () => {
    const rig = await withFault({ route: '*', status: 503, times: 0 });
    const { status } = await rig.send(`/oauth2/authorize?${askedBy(rig, challenge).toString()}`, {});
    expect(status).toBe(200);
    expect((await decide(rig, askedBy(rig, challenge))).status).toBe(302);
  });

  test('deny turns Allow into a refusal', async () => {
    const { to } = await decided({ authorize: 'deny' });
    expect(to?.searchParams.get('error')).toBe('access_denied');
    expect(to?.searchParams.has('code')).toBe(false);
  });

  test('wrong_state brings a code back under another state', async () => {
    const { to } = await decided({ authorize: 'wrong_state' });
    expect(to?.searchParams.get('code')).toMatch(/./);
    expect(to?.searchParams.get('state')).toMatch(/./);
    expect(to?.searchParams.get('state')).not.toBe('the-state');
  });

  test('no_code brings back the state and neither a code nor an error', async () => {
    const { to } = await decided({ authorize: 'no_code' });
    expect([...(to?.searchParams ?? [])]).toEqual([['state', 'the-state']]);
  });

  test('no_code shows a page without a code where there is no redirect URI', async () => {
    const rig = await withFault({ route: AUTHORIZE, authorize: 'no_code' });
    const { status, html } = await decide(rig, askedBy(rig, challenge, { redirect_uri: undefined }));
    expect(status).toBe(200);
    expect(html).not.toContain('id="code"');
  });

  test('a delay holds the answer back, whatever it is', async () => {
    for (const authorize of ['allow', 'deny']) {
      const began = performance.now();
      const { status } = await decided({ authorize, delayMs: 60 });
      expect(performance.now() - began).toBeGreaterThanOrEqual(59);
      expect(status).toBe(302);
    }
  });

  test('a sandbox that is closed does not wait for a delay', async () => {
    const rig = await withFault({ route: AUTHORIZE, authorize: 'allow', delayMs: 600_000 });
    const waiting = decide(rig, askedBy(rig, challenge)).catch((error: unknown) => error);
    while (!JSON.stringify(await rig.control('GET', 'faults')).includes('"struck":1'));
    await rig.sandbox.close();
    expect(await waiting).toBeInstanceOf(TypeError);
  });

  test('looking at the page or denying is not struck', async () => {
    const rig = await withFault({ route: AUTHORIZE, authorize: 'no_code' });
    await rig.send(`/oauth2/authorize?${askedBy(rig, challenge).toString()}`, {});
    const { to } = await decide(rig, askedBy(rig, challenge), 'deny');
    expect(to?.searchParams.get('error')).toBe('access_denied');
    expect((await decide(rig, askedBy(rig, challenge))).to?.searchParams.has('code')).toBe(false);
  });

  describe('double', () => {
    /** An app that listens for its callback and answers after so long. */
    async function listeningApp(answerAfterMs = 0) {
      const calls: string[] = [];
      const server = createServer((request, response) => {
        calls.push(`${request.method ?? ''} ${request.url ?? ''}`);
        void delay(answerAfterMs).then(() => response.writeHead(302, { location: '/done' }).end());
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      onTestFinished(() => void server.close());
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const redirectUri = `http://127.0.0.1:${String(port)}/callback`;
      const rig = await startRig({ redirectUris: [redirectUri] });
      await rig.control('POST', 'faults', { route: AUTHORIZE, authorize: 'double' });
      return { rig, calls, server, redirectUri };
    }

    test('calls the callback once, waits for its answer, and sends the browser to the same place', async () => {
      const { rig, calls, redirectUri } = await listeningApp(40);
      const began = performance.now();
      const { to } = await decide(rig, askedBy(rig, challenge, { redirect_uri: redirectUri }));
      expect(performance.now() - began).toBeGreaterThanOrEqual(39);
      expect(calls).toEqual([`GET ${to?.pathname ?? ''}${to?.search ?? ''}`]);
      expect(to?.searchParams.get('state')).toBe('the-state');
    });

    test('goes on when nobody listens', async () => {
      const { rig, server, redirectUri } = await listeningApp();
      server.close();
      await once(server, 'close');
      const { status } = await decide(rig, askedBy(rig, challenge, { redirect_uri: redirectUri }));
      expect(status).toBe(302);
    });

    test('has nothing to call where there is no redirect URI', async () => {
      const { rig, calls } = await listeningApp();
      const { html } = await decide(rig, askedBy(rig, challenge, { redirect_uri: undefined }));
      expect(html).toContain('id="code"');
      expect(calls).toEqual([]);
    });
  });
});
