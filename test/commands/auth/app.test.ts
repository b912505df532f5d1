import { describe, expect, test } from 'vitest';
import type { Given } from '../../../src/auth/environment.ts';
import { Secret } from '../../../src/auth/secret.ts';
import { appFor, type AppSources } from '../../../src/commands/auth/app.ts';
import { ScriptedPrompts, type Step } from '../../settings/scripted-prompts.ts';

const NOTHING: Given = { appKey: null, appSecret: null, refreshToken: null, accessToken: null };
const stored = { app: { key: 'stored', secret: new Secret('secret-that-is-stored') }, login: null };

const sources = (parts: Partial<AppSources> = {}): AppSources => ({
  typed: undefined,
  given: NOTHING,
  sandboxKey: null,
  stored: null,
  prompts: null,
  guide: { scopes: ['members.read'], redirectUris: ['http://127.0.0.1:8765/callback'] },
  ...parts,
});

async function chosen(parts: Partial<AppSources>): Promise<[key: string, secret: string | null]> {
  const { key, secret } = await appFor(sources(parts));
  return [key, secret?.reveal() ?? null];
}

const given = (parts: Partial<Given>): Given => ({ ...NOTHING, ...parts });
const ofEnvironment = new Secret('secret-of-environment');

describe('the app of a login', () => {
  test('is the one of --app-key, then of the environment, then of the sandbox, then the remembered one', async () => {
    const all = { typed: 'typed', given: given({ appKey: 'given' }), sandboxKey: 'sandbox', stored };
    expect(await chosen(all)).toEqual(['typed', null]);
    expect(await chosen({ ...all, typed: undefined })).toEqual(['given', null]);
    expect(await chosen({ sandboxKey: 'sandbox', stored })).toEqual(['sandbox', null]);
    expect(await chosen({ stored })).toEqual(['stored', 'secret-that-is-stored']);
  });

  test('has the secret of the environment, or the remembered one of the very same app', async () => {
    const secret = given({ appSecret: ofEnvironment });
    expect(await chosen({ typed: 'typed', given: secret, stored })).toEqual([
      'typed',
      'secret-of-environment',
    ]);
    expect(await chosen({ typed: 'stored', stored })).toEqual(['stored', 'secret-that-is-stored']);
    expect(await chosen({ stored, given: secret })).toEqual(['stored', 'secret-of-environment']);
  });

  test('is asked for, after a walk through creating it, and its secret hidden and optional', async () => {
    const ask = async (steps: readonly Step[], more: Partial<AppSources> = {}) => {
      const prompts = new ScriptedPrompts(steps);
      const app = await chosen({ prompts: () => Promise.resolve(prompts), ...more });
      return { app, prompts };
    };
    const without = await ask([
      ['App key', ['not a key!', ' k1 ']],
      ['App secret', ''],
    ]);
    expect(without.app).toEqual(['k1', null]);
    expect(without.prompts.rejected).toHaveLength(1);
    expect(without.prompts.said.join('')).toContain('http://127.0.0.1:8765/callback');
    const typed = [
      ['App key', 'k1'],
      ['App secret', 'typed-secret'],
    ] as const;
    expect((await ask(typed)).app).toEqual(['k1', 'typed-secret']);
    const known = await ask([['App key', 'k1']], { given: given({ appSecret: ofEnvironment }) });
    expect(known.app).toEqual(['k1', 'secret-of-environment']);
  });

  test('cannot be guessed where nobody can be asked', async () => {
    await expect(appFor(sources())).rejects.toMatchObject({ exitCode: 7, code: 'app_key_missing' });
  });

  test('must look like one', async () => {
    await expect(appFor(sources({ typed: 'a key' }))).rejects.toMatchObject({ code: 'bad_app_key' });
  });
});
