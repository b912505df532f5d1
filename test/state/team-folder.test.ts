import { join } from 'node:path';
import { expect, test } from 'vitest';
import { teamFolder } from '../../src/state/team-folder.ts';

test.each([
  ['dbtid:AAA-1', 'dbtid%3AAAA-1'],
  ['../../etc', '..%2F..%2Fetc'],
  ['.', '%2E'],
  ['..', '%2E%2E'],
  ['a.b', 'a.b'],
])('the team %s has the folder %s', (teamId, name) => {
  expect(teamFolder('/state', teamId)).toBe(join('/state', 'teams', name));
});
