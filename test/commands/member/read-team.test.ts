import { expect, test } from 'vitest';
import { listingWarnings, readTeam } from '../../../src/commands/member/read-team.ts';
import { inSync } from '../../helpers/team-builder.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { place } from '../history/place.ts';

test('a reading that shows everybody needs no warning', () => {
  expect(listingWarnings(inSync(3).actual())).toEqual([]);
});

test('one that does not says how many are missing', () => {
  const [warning] = listingWarnings(inSync(3).listing({ complete: false, counted: 6 }).actual());
  expect(warning?.code).toBe('listing_incomplete');
  expect(warning?.message).toContain('Dropbox listed 4 members and counts 6');
});

test('without any credential there is no team to read: exit 5', async () => {
  const here = await place(null);
  expect(await refusalOf(() => readTeam(here.context(), 0))).toMatchObject({ exitCode: 5 });
});
