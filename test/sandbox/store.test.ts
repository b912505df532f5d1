import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/server.ts';
import { readTeamFile, resetTeamFile } from '../../src/sandbox/store.ts';
import { SandboxFileError } from '../../src/sandbox/team-file.ts';
import { byEmail, DAY_MS, smallSeed, START, startRig, temporaryFolder } from './helpers.ts';

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
