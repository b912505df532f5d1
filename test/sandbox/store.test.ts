import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startSandbox } from '../../src/sandbox/server.ts';
import { readTeamFile, resetTeamFile } from '../../src/sandbox/store.ts';
import { SandboxFileError } from '../../src/sandbox/team-file.ts';
import { byEmail, DAY_MS, smallSeed, START, startRig, temporaryFolder, type Rig } from './helpers.ts';
import {
  allowedCode,
  askedBy,
  askToken,
  callAs,
  exchangeForm,
  logIn,
  newPkce,
  refreshed,
  refreshForm,
} from './oauth/flow.ts';

const ANA = 'ana.lopez@example.com';

const newFile = (): string => join(temporaryFolder(), 'state', 'sandbox', 'team.json');
const onFile = (file: string) => startRig({ team: { file } });

describe('a team in a file', () => {
  test('is made from the built-in seed, and only its owner may read it', async () => {
    const file = newFile();
    const { sandbox } = await onFile(file);
    expect(sandbox.snapshot().team.name).toBe('Rehearsal');
    expect(readTeamFile(file).credentials.accessToken).toBe(sandbox.accessToken);
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    }
  });

  test('is made from another seed where one is given', async () => {
    const { sandbox } = await startRig({ team: { file: newFile(), seed: smallSeed(3, []) } });
    expect(sandbox.snapshot().team).toMatchObject({ name: 'Small', licences: 3 });
  });

  test('is the same after a restart: token, ids, changes, counters and clock', async () => {
    const file = newFile();
    const first = await onFile(file);
    await first.dbx.teamMembersSuspend({ user: byEmail(ANA) });
    await first.advance(DAY_MS);
    await first.dbx.teamGetInfo();
    const before = first.sandbox.snapshot();
    await first.sandbox.close();
    const second = await onFile(file);
    expect(second.sandbox.snapshot()).toEqual(before);
    expect(before.counters).toMatchObject({ suspensions: 1, requests: { 'team/get_info': 1 } });
    expect(second.sandbox.accessToken).toBe(first.sandbox.accessToken);
    expect(second.sandbox.appKey).toBe(first.sandbox.appKey);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is saved with every change, before anybody hears of it', async () => {
    const file = newFile();
    const { dbx } = await onFile(file);
    await dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
    const stored = readTeamFile(file);
    expect(stored.members.find(({ email }) => email === ANA)?.status).toBe('removed');
    expect(stored.counters).toMatchObject({ removals: 1, writes: 1 });
  });

  test('reading alone does not write it', async () => {
    const file = newFile();
    const { dbx } = await onFile(file);
    const before = statSync(file, { bigint: true }).mtimeNs;
    await dbx.teamMembersListV2({});
    expect(statSync(file, { bigint: true }).mtimeNs).toBe(before);
  });

  test('served twice, each side sees what the other does and loses no count', async () => {
    const file = newFile();
    const [one, two] = [await onFile(file), await onFile(file)];
    await two.dbx.teamGetInfo();
    await one.dbx.teamMembersSuspend({ user: byEmail(ANA) });
    expect(two.member(ANA).status).toBe('suspended');
    await two.dbx.teamMembersUnsuspend({ user: byEmail(ANA) });
    expect(one.member(ANA).status).toBe('active');
    await one.dbx.teamGetInfo();
    await one.sandbox.close();
    await two.sandbox.close();
    expect(readTeamFile(file).counters).toMatchObject({
      suspensions: 1,
      unsuspensions: 1,
      writes: 2,
      requests: { 'team/get_info': 2, 'team/members/suspend': 1, 'team/members/unsuspend': 1 },
    });
  });

  test('a job that one side started is finished by the other', async () => {
    const file = newFile();
    const [one, two] = [await onFile(file), await onFile(file)];
    await one.control('POST', 'faults', { route: 'team/members/remove', async: 0 });
    const { result } = await one.dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
    const id = result['.tag'] === 'async_job_id' ? result.async_job_id : '';
    expect((await two.dbx.teamMembersRemoveJobStatusGet({ async_job_id: id })).result['.tag']).toBe(
      'complete',
    );
    expect(one.member(ANA).status).toBe('removed');
  });

  test('a file that is deleted meanwhile comes back with the next change', async () => {
    const file = newFile();
    const { dbx, member } = await onFile(file);
    rmSync(file);
    expect(member(ANA).status).toBe('active');
    await dbx.teamMembersSuspend({ user: byEmail(ANA) });
    expect(existsSync(file)).toBe(true);
  });
});

describe('the OAuth side of a team in a file', () => {
  const fileSchema = z.looseObject({ credentials: z.looseObject({}) });

  /** What a team file looked like before the sandbox knew OAuth. */
  async function oldFile(): Promise<string> {
    const file = newFile();
    await resetTeamFile(file, START);
    const state = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const key of ['grants', 'codes']) Reflect.deleteProperty(state, key);
    for (const key of ['appSecret', 'redirectUris']) Reflect.deleteProperty(state.credentials, key);
    writeFileSync(file, JSON.stringify(state));
    return file;
  }

  test('a file from before there was one still loads, and gets a secret that stays', async () => {
    const file = await oldFile();
    expect(readTeamFile(file).credentials.appSecret).toBeNull();
    const first = await onFile(file);
    const { accessToken } = await logIn(first);
    expect(await callAs(first, accessToken)).toBe(200);
    await first.sandbox.close();
    const second = await onFile(file);
    expect(second.sandbox.appSecret).toBe(first.sandbox.appSecret);
    expect(readTeamFile(file).credentials.appSecret).toBe(first.sandbox.appSecret);
  });

  test('grants and pending codes outlive a restart', async () => {
    const file = newFile();
    const first = await onFile(file);
    const { accessToken, refreshToken } = await logIn(first);
    const { challenge, verifier } = newPkce();
    const code = await allowedCode(first, askedBy(first, challenge));
    await first.sandbox.close();
    const second = await onFile(file);
    expect(await callAs(second, accessToken)).toBe(200);
    expect(await callAs(second, await refreshed(second, refreshToken))).toBe(200);
    expect((await askToken(second, exchangeForm(second, code, verifier))).status).toBe(200);
  });

  test('a token that one side revokes is dead on the other', async () => {
    const file = newFile();
    const [one, two] = [await onFile(file), await onFile(file)];
    const { accessToken } = await logIn(one);
    expect(await callAs(two, accessToken)).toBe(200);
    await callAs(two, accessToken, 'auth/token/revoke');
    expect(await callAs(one, accessToken)).toBe('invalid_access_token');
  });

  test('redirect URIs given for one run are not stored', async () => {
    const file = newFile();
    const before = (await resetTeamFile(file, START)).credentials.redirectUris;
    const rig = await startRig({ team: { file }, redirectUris: ['http://localhost:9/x'] });
    await logIn(rig);
    expect(readTeamFile(file).credentials.redirectUris).toEqual(before);
  });

  test.each([
    ['the control interface', ({ control }: Rig) => control('POST', 'reset')],
    ['the file', (_: Rig, file: string) => resetTeamFile(file, START)],
  ])('a reset by %s forgets grants and codes, and keeps the app and its token', async (_, reset) => {
    const file = newFile();
    const rig = await onFile(file);
    const redirectUris = ['http://localhost:8765/callback', 'http://127.0.0.1:8765/callback'];
    await rig.control('POST', 'team', { redirectUris });
    const { accessToken, refreshToken } = await logIn(rig);
    await allowedCode(rig, askedBy(rig, newPkce().challenge));
    const before = readTeamFile(file);
    await reset(rig, file);
    const after = readTeamFile(file);
    expect([before.grants.length, before.codes.length]).toEqual([1, 1]);
    expect([after.grants, after.codes]).toEqual([[], []]);
    expect(await callAs(rig, accessToken)).toBe('invalid_access_token');
    expect((await askToken(rig, refreshForm(rig, refreshToken))).status).toBe(400);
    const { appKey, appSecret, accessToken: builtIn } = before.credentials;
    expect(after.credentials).toMatchObject({ appKey, appSecret, accessToken: builtIn, redirectUris });
    expect(await callAs(rig, builtIn)).toBe(200);
  });
});

describe('a team file that cannot be used', () => {
  test.each([
    ['{"version":1', 'is damaged: it is not JSON'],
    ['[]', 'is damaged'],
    ['{"version":1}', 'is damaged: credentials'],
    ['{"version":2,"members":[]}', 'has format version 2, this program reads 1'],
  ])('%s is an error that names the file and the remedy', async (text, reason) => {
    const file = join(temporaryFolder(), 'team.json');
    writeFileSync(file, text);
    const error: unknown = await startSandbox({ team: { file } }).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(SandboxFileError);
    expect(String(error)).toContain(file);
    expect(String(error)).toContain(reason);
    expect(String(error)).toContain('`teamsync sandbox reset` mends it');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('damaged while it is served, it fails the call and nothing is overwritten', async () => {
    const file = newFile();
    const { post } = await onFile(file);
    writeFileSync(file, 'broken');
    const answer = await post('team/members/suspend', { user: byEmail(ANA) });
    expect(answer.status).toBe(500);
    expect(answer.text).toContain('`teamsync sandbox reset` mends it');
    expect(readFileSync(file, 'utf8')).toBe('broken');
    await resetTeamFile(file, START);
  });

  test('a missing file cannot be read', () => {
    expect(() => readTeamFile('/nowhere/team.json')).toThrow(/\/nowhere\/team\.json does not exist yet/);
  });
});

describe('resetting a team file', () => {
  test('gives back the seed with the same token, seen by whoever serves the file', async () => {
    const file = newFile();
    const { dbx, member, sandbox } = await onFile(file);
    await dbx.teamMembersSuspend({ user: byEmail(ANA) });
    const { id } = sandbox.snapshot().team;
    await resetTeamFile(file, START);
    expect(member(ANA).status).toBe('active');
    expect(sandbox.snapshot().team.id).not.toBe(id);
    expect((await dbx.teamGetInfo()).status).toBe(200);
  });

  test('mends a damaged file and makes a missing one', async () => {
    const file = newFile();
    await resetTeamFile(file, START);
    writeFileSync(file, 'broken');
    const state = await resetTeamFile(file, START);
    expect(readTeamFile(file)).toEqual(state);
  });
});
