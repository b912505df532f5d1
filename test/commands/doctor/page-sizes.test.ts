import { expect, test } from 'vitest';
import { watchPages } from '../../../src/commands/doctor/page-sizes.ts';
import { TOKEN, healthyTeam, listed, startFakeDropbox, transportTo } from '../../helpers/fake-dropbox.ts';
import { Secret } from '../../../src/auth/secret.ts';
import { fixedSession } from '../../../src/auth/session.ts';
import { createDropboxTeam } from '../../../src/dropbox/client.ts';

async function sizesFor(replies: Parameters<typeof startFakeDropbox>[0]): Promise<number[]> {
  const fake = await startFakeDropbox(replies);
  const { transport, sizes } = watchPages(transportTo(fake.origin));
  await createDropboxTeam(fixedSession(new Secret(TOKEN)), transport).reader.readTeam();
  return [...sizes];
}

const TEAM = healthyTeam([listed('ann')]);
const LIST = 'team/members/list_v2';

test('a healthy team is listed in pages of 1,000', async () => {
  expect(await sizesFor(TEAM)).toEqual([1000]);
});

test('where these fail, also the small ones are seen', async () => {
  const busy = { status: 500, text: '' };
  const [page] = [TEAM[LIST]].flat();
  if (page === undefined) throw new Error('the team has a listing');
  expect(await sizesFor({ ...TEAM, [LIST]: [busy, busy, busy, busy, busy, page] })).toEqual([1000, 200]);
});

test('what is no listing is let through', async () => {
  const fake = await startFakeDropbox(TEAM);
  const { transport, sizes } = watchPages(transportTo(fake.origin));
  await transport.send({
    path: '/2/team/get_info',
    route: 'team/get_info',
    init: { method: 'POST' },
    repeatable: true,
  });
  expect([transport.counts().total, sizes.size]).toEqual([1, 0]);
});
