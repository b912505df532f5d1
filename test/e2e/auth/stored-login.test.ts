import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataOf, documentOf } from '../../helpers/documents.ts';
import { startFakeDropbox } from '../../helpers/fake-dropbox.ts';
import { DRY_RUN, place, storedIn, tokenCalls } from './place.ts';

describe('a stored login', () => {
  test('is renewed when Dropbox calls its token expired, once for all calls of the run', async () => {
    const at = await place();
    await at.logIn();
    const before = await storedIn(at);
    await at.control('clock', { advanceMs: 5 * 3_600_000 });
    expect((await at.run(...DRY_RUN)).exitCode).toBe(0);
    expect(tokenCalls(at)).toBe(2);
    const after = await storedIn(at);
    expect(after.credentials.login?.refreshToken).toBe(before.credentials.login?.refreshToken);
    expect(after.credentials.login?.accessToken.value).not.toBe(before.credentials.login?.accessToken.value);
  });

  test('survives two processes that renew it at the same time', async () => {
    const at = await place();
    await at.logIn();
    await at.control('team', { token: 'expired' });
    const runs = await Promise.all([at.run(...DRY_RUN), at.run(...DRY_RUN), at.run('auth', 'status')]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect((await at.run('auth', 'status')).exitCode).toBe(0);
  });

  test('whose grant was revoked ends with 5 and the command that mends it, and is kept', async () => {
    const at = await place();
    await at.logIn();
    const before = await readFile(at.profile, 'utf8');
    await at.control('team', { token: 'revoked' });
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('teamsync auth dropbox');
    expect(await readFile(at.profile, 'utf8')).toBe(before);
    const status = await at.run('auth', 'status', '--json');
    expect(status.exitCode).toBe(5);
    expect(dataOf(status)).toMatchObject({ source: 'file', team: { name: 'Rehearsal' }, valid: false });
  });

  test.each([
    ['a 500', { status: 500 }],
    ['a web page', { html: true }],
    ['a reset connection', { drop: 'before' }],
  ])('is kept when renewing it meets %s, which ends with 8', async (_name, effect) => {
    const at = await place({ route: 'oauth2/token', nth: 2, times: 0, ...effect });
    await at.logIn();
    const before = await readFile(at.profile, 'utf8');
    await at.control('team', { token: 'expired' });
    expect((await at.run(...DRY_RUN, '--retry-budget', '0s')).exitCode).toBe(8);
    expect(await readFile(at.profile, 'utf8')).toBe(before);
  });

  test('is never sent to another API than the one that issued it', async () => {
    const at = await place();
    await at.logIn();
    const elsewhere = await startFakeDropbox({});
    at.env['TEAMSYNC_DROPBOX_API_URL'] = elsewhere.origin;
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain(elsewhere.origin);
    expect(elsewhere.seen).toEqual([]);
    expect((await at.run('auth', 'logout')).exitCode).toBe(8);
    expect(elsewhere.seen).toEqual([]);
  });

  test('that opens another team than it was given for ends with 5', async () => {
    const at = await place();
    await at.logIn();
    const { credentials } = await storedIn(at);
    const login = { ...credentials.login, team: { id: 'dbtid:other', name: 'Other' } };
    await writeFile(at.profile, JSON.stringify({ credentials: { ...credentials, login } }));
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('dbtid:other');
  });

  test('with --access read plans with a warning, and is told before anything is sent that it cannot apply', async () => {
    const at = await place();
    const settings = join(at.here.folder, 'settings.json');
    await writeFile(
      settings,
      JSON.stringify({ provision: { enabled: true }, deprovision: { enabled: true } }),
    );
    await at.logIn(['--access', 'read']);
    const options = ['--settings', settings];
    const dry = await at.run(...DRY_RUN, ...options);
    expect(dry.exitCode).toBe(0);
    expect(documentOf(dry)['warnings']).toMatchObject([{ code: 'missing_scope' }]);
    const ran = await at.run('reconcile', 'fixtures/roster.csv', '--yes', ...options);
    expect(ran.exitCode).toBe(6);
    expect(ran.stderr).toContain('teamsync auth dropbox --access full');
    expect(at.sandbox.snapshot().counters.writes).toBe(0);
  });
});
