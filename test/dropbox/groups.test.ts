import { expect, test } from 'vitest';
import {
  conflict,
  groupPage,
  listedGroup,
  RESET,
  startFakeDropbox,
  teamAt,
  type Replies,
} from '../helpers/fake-dropbox.ts';

const LIST = 'team/groups/list';
const NEXT = 'team/groups/list/continue';
const eng = listedGroup('eng');
const ops = listedGroup('ops');

async function start(replies: Replies) {
  const fake = await startFakeDropbox(replies);
  return { fake, list: () => teamAt(fake.origin).reader.listGroups() };
}

test('all pages are read, and each group counts once', async () => {
  const again = listedGroup('ops', { group_name: 'Renamed' });
  const { fake, list } = await start({
    [LIST]: groupPage([eng, ops], 'c1', true),
    [NEXT]: [groupPage([again, listedGroup('hr')], 'c2', true), groupPage([], 'c3')],
  });
  expect((await list()).map(({ id, name }) => [id, name])).toEqual([
    ['g:eng', 'ENG'],
    ['g:ops', 'OPS'],
    ['g:hr', 'HR'],
  ]);
  expect(fake.to(LIST).map(({ body }) => body)).toStrictEqual([{ limit: 1000 }]);
  expect(fake.to(NEXT).map(({ body }) => body)).toStrictEqual([{ cursor: 'c1' }, { cursor: 'c2' }]);
});

test.each([
  ['company_managed', 'company'],
  ['user_managed', 'user'],
  ['system_managed', 'system'],
  ['other', 'other'],
  ['managed_by_moonlight', 'other'],
])('a group that is %s has the management %s', async (tag, management) => {
  const group = listedGroup('eng', { group_management_type: { '.tag': tag }, group_external_id: 'X' });
  const { list } = await start({ [LIST]: groupPage([group]) });
  expect(await list()).toEqual([{ id: 'g:eng', name: 'ENG', management }]);
});

test('a team without groups has none', async () => {
  const { list } = await start({ [LIST]: groupPage([]) });
  expect(await list()).toEqual([]);
});

test('a cursor that Dropbox no longer takes starts the listing over once', async () => {
  const { fake, list } = await start({
    [LIST]: groupPage([eng], 'c1', true),
    [NEXT]: [conflict('invalid_cursor'), groupPage([ops])],
  });
  expect(await list()).toHaveLength(2);
  expect(fake.to(LIST)).toHaveLength(2);
});

test('a second lost cursor ends the listing with 8', async () => {
  const { fake, list } = await start({
    [LIST]: groupPage([eng], 'c1', true),
    [NEXT]: conflict('invalid_cursor'),
  });
  const failure = list();
  await expect(failure).rejects.toMatchObject({ code: 'listing_refused', exitCode: 8 });
  await expect(failure).rejects.toThrow('The listing of groups was refused twice');
  expect(fake.to(LIST)).toHaveLength(2);
});

test.each([
  ['an empty page', groupPage([], 'c2', true)],
  ['a page with no new group', groupPage([eng], 'c2', true)],
  ['a cursor that comes back', groupPage([ops], 'c1', true)],
])('%s while more is announced stops the listing', async (_name, next) => {
  const { list } = await start({ [LIST]: groupPage([eng], 'c1', true), [NEXT]: next });
  const failure = list();
  await expect(failure).rejects.toMatchObject({
    code: 'listing_stuck',
    exitCode: 8,
    details: { endpoint: NEXT },
  });
  await expect(failure).rejects.toThrow('The listing of groups');
});

test('it is a read, so every page is asked for again after a failure', async () => {
  const { fake, list } = await start({
    [LIST]: [{ status: 500, text: '' }, groupPage([eng], 'c1', true)],
    [NEXT]: [RESET, groupPage([ops])],
  });
  expect(await list()).toHaveLength(2);
  expect(fake.seen).toHaveLength(4);
});

test.each<[string, unknown, string]>([
  ['no groups', { cursor: 'c', has_more: false }, 'groups'],
  ['a group without an id', groupPage([listedGroup('x', { group_id: '' })]).json, 'groups.0.group_id'],
  [
    'a group without a management',
    groupPage([listedGroup('x', { group_management_type: undefined })]).json,
    'groups.0.group_management_type',
  ],
])('a listing with %s is unusable, and the error says where', async (_name, json, path) => {
  const { list } = await start({ [LIST]: { json } });
  const failure = list();
  await expect(failure).rejects.toMatchObject({ code: 'unusable_answer', exitCode: 8 });
  await expect(failure).rejects.toThrow(path);
});

test('a refusal concerns the whole run and not one person', async () => {
  const { list } = await start({ [LIST]: conflict('other') });
  await expect(list()).rejects.toMatchObject({ code: 'other', exitCode: 1 });
  const error = { '.tag': 'missing_scope', required_scope: 'groups.read' };
  const unscoped = await start({ [LIST]: { status: 401, json: { error } } });
  await expect(unscoped.list()).rejects.toMatchObject({ code: 'missing_scope', exitCode: 6 });
});
