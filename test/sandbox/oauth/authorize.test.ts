import { describe, expect, test } from 'vitest';
import { matching, startRig, type Rig } from '../helpers.ts';
import { allowedCode, askedBy, askToken, CALLBACK, decide, exchangeForm, newPkce, without } from './flow.ts';

const { challenge, verifier } = newPkce();

async function show(rig: Rig, asked: URLSearchParams | string) {
  return rig.send(`/oauth2/authorize?${asked.toString()}`, { method: 'GET', redirect: 'manual' });
}

describe('the page', () => {
  test('names the app and every scope asked for, and has a button to allow and one to deny', async () => {
    const rig = await startRig();
    const { status, text, headers } = await show(rig, askedBy(rig, challenge));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain(`<code id="app">${rig.sandbox.appKey}</code>`);
    expect([...text.matchAll(/<li><code>([^<]*)</g)].map(([, scope]) => scope)).toEqual([
      'team_info.read',
      'members.read',
    ]);
    expect(text).toContain('<button name="decision" value="allow">Allow</button>');
    expect(text).toContain('<button name="decision" value="deny">Deny</button>');
  });

  test('is kept nowhere, tells nobody where it led, loads nothing and runs no script', async () => {
    const rig = await startRig();
    const { text, headers } = await show(rig, askedBy(rig, challenge));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; /,
    );
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(text).toContain('color-scheme:light dark');
    expect(text).not.toMatch(/<script|<link|src=|https?:\/\//);
  });

  test('sends the request back as it came when a button is pressed', async () => {
    const rig = await startRig();
    const asked = askedBy(rig, challenge, { state: 'a&b="c"\n<d>', locale: 'de_DE' });
    const { text } = await show(rig, asked);
    const action = /action="([^"]+)"/.exec(text)?.[1]?.replaceAll('&#38;', '&') ?? '';
    const sent = await rig.send(action, {
      method: 'POST',
      body: new URLSearchParams({ decision: 'allow' }),
      redirect: 'manual',
    });
    const to = new URL(sent.headers.get('location') ?? '');
    expect(to.searchParams.get('state')).toBe('a&b="c"\n<d>');
  });

  test('writes whatever it is given as text, never as markup', async () => {
    const rig = await startRig();
    const evil = `"><script>alert(1)</script>'`;
    const changes = [{ state: evil }, { client_id: evil }, { redirect_uri: evil }, { scope: evil }];
    for (const change of changes) {
      const { text } = await show(rig, askedBy(rig, challenge, change));
      expect(text).not.toContain('<script>');
      expect(text).not.toContain(`">'`);
    }
  });

  test('asks for all scopes of the app where none is named', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { appScopes: ['members.read', 'groups.read'] });
    for (const scope of [undefined, '']) {
      const { text } = await show(rig, askedBy(rig, challenge, { scope }));
      expect([...text.matchAll(/<li><code>([^<]*)</g)].map(([, name]) => name)).toEqual([
        'members.read',
        'groups.read',
      ]);
    }
  });

  test('never allows anything by itself, whatever the query says', async () => {
    const rig = await startRig();
    for (const decision of ['allow', 'deny']) {
      const { status, headers, text } = await show(
        rig,
        `${askedBy(rig, challenge).toString()}&decision=${decision}`,
      );
      expect(status).toBe(200);
      expect(headers.get('location')).toBeNull();
      expect(text).toContain('value="allow"');
      expect(text).not.toContain('decision=');
    }
  });

  test('accepts what it has no use for', async () => {
    const rig = await startRig();
    const extra = {
      locale: 'de_DE',
      force_reapprove: 'true',
      force_reauthentication: 'true',
      disable_signup: 'true',
      require_role: 'work',
      include_granted_scopes: 'team',
    };
    expect((await show(rig, askedBy(rig, challenge, extra))).status).toBe(200);
    expect((await decide(rig, askedBy(rig, challenge, extra))).status).toBe(302);
  });

  test('knows GET and POST and nothing else', async () => {
    const { send } = await startRig();
    const answer = await send('/oauth2/authorize', { method: 'PUT' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });
});

describe('Allow', () => {
  test('goes to the redirect URI with a code and the state', async () => {
    const rig = await startRig();
    const { status, to, headers, html } = await decide(rig, askedBy(rig, challenge));
    expect(status).toBe(302);
    expect(to?.href.startsWith(`${CALLBACK}?`)).toBe(true);
    expect(Object.fromEntries(to?.searchParams ?? [])).toEqual({
      code: matching(/^[\w-]{43}$/),
      state: 'the-state',
    });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).toBe('');
  });

  test.each([['a+b c&d=e/%41?#é\u{1F600}<>\'"'], ['x'.repeat(500)], ['é'.repeat(250)]])(
    'brings the state %j back as it was',
    async (state) => {
      const rig = await startRig();
      const { to } = await decide(rig, askedBy(rig, challenge, { state }));
      expect(to?.searchParams.get('state')).toBe(state);
      expect(to?.hash).toBe('');
    },
  );

  test('brings no state back where none was sent', async () => {
    const rig = await startRig();
    const { to } = await decide(rig, askedBy(rig, challenge, { state: undefined }));
    expect([...(to?.searchParams.keys() ?? [])]).toEqual(['code']);
  });

  test('keeps the query that a registered redirect URI has', async () => {
    const redirectUri = 'https://example.com/back?from=dropbox';
    const rig = await startRig({ redirectUris: [redirectUri] });
    const { to } = await decide(rig, askedBy(rig, challenge, { redirect_uri: redirectUri }));
    expect(to?.href).toMatch(/^https:\/\/example\.com\/back\?from=dropbox&code=[\w-]+&state=the-state$/);
  });

  test.each([8765, 8766, 8767].flatMap((port) => ['127.0.0.1', 'localhost'].map((host) => [host, port])))(
    'a new app has registered http://%s:%i/callback',
    async (host, port) => {
      const rig = await startRig();
      const redirectUri = `http://${String(host)}:${String(port)}/callback`;
      const { status } = await decide(rig, askedBy(rig, challenge, { redirect_uri: redirectUri }));
      expect(status).toBe(302);
    },
  );

  test('shows the code to be copied where there is no redirect URI', async () => {
    const rig = await startRig();
    const asked = askedBy(rig, challenge, { redirect_uri: undefined });
    const { status, to, html, headers } = await decide(rig, asked);
    expect([status, to]).toEqual([200, null]);
    expect(headers.get('cache-control')).toBe('no-store');
    const code = /<code id="code">([\w-]{43})<\/code>/.exec(html)?.[1] ?? '';
    const form = without(exchangeForm(rig, code, verifier), 'redirect_uri');
    expect((await askToken(rig, form)).status).toBe(200);
  });

  test('gives another code every time', async () => {
    const rig = await startRig();
    const asked = askedBy(rig, challenge);
    expect(await allowedCode(rig, asked)).not.toBe(await allowedCode(rig, asked));
  });
});

describe('Deny', () => {
  test('goes to the redirect URI with access_denied and the state, and without a code', async () => {
    const rig = await startRig();
    const { status, to } = await decide(rig, askedBy(rig, challenge), 'deny');
    expect(status).toBe(302);
    expect(Object.fromEntries(to?.searchParams ?? [])).toEqual({
      error: 'access_denied',
      error_description: matching(/./),
      state: 'the-state',
    });
  });

  test('ends on a page where there is no redirect URI', async () => {
    const rig = await startRig();
    const { to, html } = await decide(rig, askedBy(rig, challenge, { redirect_uri: undefined }), 'deny');
    expect(to).toBeNull();
    expect(html).toContain('Access denied');
    expect(html).not.toContain('id="code"');
  });
});
