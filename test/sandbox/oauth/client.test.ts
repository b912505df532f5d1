import { describe, expect, test } from 'vitest';
import { startRig, type Rig } from '../helpers.ts';
import {
  askToken,
  without,
  type Fields,
  answersOf,
  freshForm,
  secretForm,
  NO_PKCE,
  NO_AUTH,
  BAD_CLIENT,
} from './flow.ts';

const basic = (key: string, secret: string): Fields => ({
  authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
});

describe('who may ask', () => {
  test('an app with its secret in the form or in HTTP Basic needs no PKCE', async () => {
    const rig = await startRig();
    const { appKey, appSecret } = rig.sandbox;
    expect((await askToken(rig, await secretForm(rig))).status).toBe(200);
    const bare = without(await secretForm(rig), 'client_id', 'client_secret');
    expect((await askToken(rig, bare, basic(appKey, appSecret))).status).toBe(200);
  });

  test('neither a secret nor a verifier is no way in, and the code stays good', async () => {
    const rig = await startRig();
    const form = await secretForm(rig);
    const bare = without(form, 'client_secret');
    const anonymous = without(bare, 'client_id');
    expect(await answersOf(rig, bare)).toEqual([400, NO_AUTH]);
    expect(await answersOf(rig, anonymous)).toEqual([400, NO_AUTH]);
    expect((await askToken(rig, form)).status).toBe(200);
  });

  test('a verifier is no way in for a code that had no challenge', async () => {
    const rig = await startRig();
    const form = await freshForm(rig, NO_PKCE);
    expect(await answersOf(rig, form)).toEqual([400, NO_AUTH]);
  });

  test.each<[string, (rig: Rig) => Fields, ((rig: Rig) => Fields)?]>([
    ['another key', () => ({ client_id: 'stranger' })],
    ['another secret', () => ({ client_secret: 'wrong' })],
    ['another secret in HTTP Basic', () => ({}), ({ sandbox }) => basic(sandbox.appKey, 'wrong')],
    ['another key in HTTP Basic', () => ({}), ({ sandbox }) => basic('stranger', sandbox.appSecret)],
    ['HTTP Basic that is none', () => ({}), () => ({ authorization: 'Basic !' })],
    ['a bearer token', () => ({}), ({ sandbox }) => ({ authorization: `Bearer ${sandbox.accessToken}` })],
  ])('%s is not the app, and the code stays good', async (_, change, headers = () => ({})) => {
    const rig = await startRig();
    const form = await freshForm(rig);
    expect(await answersOf(rig, { ...form, ...change(rig) }, headers(rig))).toEqual([400, BAD_CLIENT]);
    expect((await askToken(rig, form)).status).toBe(200);
  });

  test('another secret is the right one once the app has it', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { appSecret: 'another1' });
    expect(await answersOf(rig, await secretForm(rig))).toEqual([400, BAD_CLIENT]);
    const form = { ...(await secretForm(rig)), client_secret: 'another1' };
    expect((await askToken(rig, form)).status).toBe(200);
  });
});
