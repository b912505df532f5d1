import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordToStore } from '../../../src/auth/login-record.ts';
import { askTeam } from '../../../src/commands/doctor/ask-team.ts';
import { healthyTeam, listed, startFakeDropbox, type Replies } from '../../helpers/fake-dropbox.ts';
import { aLogin, aRecord } from '../../auth/logins.ts';
import { renewedTokens, tokenError } from '../../auth/token-endpoint.ts';
import { place } from '../history/place.ts';
import { lineTo } from './line-to.ts';

const EXTENT = { groups: 'none', roles: false } as const;
const TOKENS = { '/oauth2/token': renewedTokens('sl.u.SENTINEL-new-access') };
const WHOLE: Replies = { ...healthyTeam([listed('ann')]), ...TOKENS };

/** Asks a fake of Dropbox that issued the stored login for this team. */
async function ask(replies: Replies, { reached = true, team = 'dbtid:1', env = {} } = {}) {
  const fake = await startFakeDropbox(replies);
  const here = await place(null);
  const login = aLogin({ origin: fake.origin, team: { id: team, name: 'Acme' } });
  const document = JSON.stringify({ credentials: recordToStore(aRecord(login)) });
  await writeFile(join(here.config, 'default.json'), document, { mode: 0o600 });
  const context = here.context({}, { env });
  const asked = await askTeam(context, lineTo(fake.origin, { env }), { extent: EXTENT, reached });
  return { asked, fake };
}

test('a login is renewed, and the team is read with the new token', async () => {
  const { asked, fake } = await ask(WHOLE);
  expect(asked).toMatchObject({ renewal: 'renewed', error: null, smallPages: false });
  expect(asked.actual?.team.id).toBe('dbtid:1');
  const [list] = fake.to('team/members/list_v2');
  expect(list?.headers.authorization).toBe('Bearer sl.u.SENTINEL-new-access');
});

test('an access token of the environment cannot be renewed', async () => {
  const env = { TEAMSYNC_DROPBOX_ACCESS_TOKEN: 'sl.u.SENTINEL-given' };
  const { asked, fake } = await ask(WHOLE, { env });
  expect(asked).toMatchObject({ renewal: 'impossible', error: null, opened: { source: 'environment' } });
  expect(fake.to('/oauth2/token')).toEqual([]);
});

test('where Dropbox cannot be reached nobody is asked', async () => {
  const { asked, fake } = await ask(WHOLE, { reached: false });
  expect(asked).toMatchObject({ renewal: 'unknown', actual: null, error: null, opened: { source: 'file' } });
  expect(fake.seen).toEqual([]);
});

describe('what keeps the team from being read is told with how far it came:', () => {
  test('a grant that is dead', async () => {
    const dead = tokenError('invalid_grant', 'refresh token is invalid or revoked');
    const { asked } = await ask({ ...WHOLE, '/oauth2/token': dead });
    expect(asked).toMatchObject({ renewal: 'unknown', actual: null, error: { exitCode: 5 } });
  });

  test('a login for another team', async () => {
    const { asked } = await ask(WHOLE, { team: 'dbtid:2' });
    expect(asked).toMatchObject({ renewal: 'renewed', actual: null, error: { code: 'other_team' } });
  });

  test('credentials that are not complete', async () => {
    const env = { TEAMSYNC_DROPBOX_REFRESH_TOKEN: 'SENTINEL-refresh' };
    const { asked } = await ask(WHOLE, { env });
    expect(asked).toMatchObject({ opened: null, error: { code: 'app_key_missing', exitCode: 7 } });
  });
});

test('a team that takes small pages is read with these', async () => {
  const page = healthyTeam([listed('ann')])['team/members/list_v2'];
  const busy = { status: 500, text: '' };
  const replies = [busy, busy, busy, busy, busy, ...[page ?? busy].flat()];
  const { asked } = await ask({ ...WHOLE, 'team/members/list_v2': replies });
  expect(asked).toMatchObject({ smallPages: true, error: null });
});
