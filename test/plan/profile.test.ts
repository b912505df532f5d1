import { describe, expect, test } from 'vitest';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const other = { externalId: 'E1', email: 'new@example.com', givenName: 'New', surname: 'Name' };
const base = inSync(20).settings(EVERYTHING_ON);

const difference = (world: World): object[] =>
  planOf(world).changes.map(({ action, before, after }) => ({ action, before, after }));

describe('what an update changes', () => {
  test('is each field that differs, under the names of the roster', () => {
    expect(difference(base.withPerson(other))).toEqual([
      {
        action: 'update',
        before: { email: P1, givenName: 'Given1', surname: 'Surname1' },
        after: { email: 'new@example.com', givenName: 'New', surname: 'Name' },
      },
    ]);
  });

  test('is an external id that the member lacks or has otherwise', () => {
    const after = { externalId: 'E1' };
    expect(difference(base.withMember({ email: P1, externalId: null }))).toMatchObject([{ after }]);
    expect(difference(base.withMember({ email: P1, id: `dbmid:${P1}`, externalId: 'X' }))).toMatchObject([
      { before: { externalId: 'X' }, after },
    ]);
  });

  test.each([
    [['name'], { givenName: 'New', surname: 'Name' }],
    [['email'], { email: 'new@example.com' }],
  ] as const)('is limited to update.fields=%j', (fields, after) => {
    const world = base.withPerson(other).settings({ update: { fields: [...fields] } });
    expect(difference(world)).toMatchObject([{ after }]);
    expect(Object.keys(planOf(world).changes[0]?.after ?? {})).toEqual(Object.keys(after));
  });

  test('is nothing where update.fields leaves the difference out', () => {
    const world = base.withMember({ email: P1, externalId: null }).settings({ update: { fields: ['name'] } });
    expect(difference(world)).toEqual([]);
  });

  test('is nothing where the roster says nothing', () => {
    const silent = { email: P1, givenName: null, surname: null, externalId: null };
    expect(difference(base.withPerson(silent))).toEqual([]);
  });

  test('is listed in words', () => {
    expect(planOf(base.withPerson(other)).changes[0]?.explanation).toBe(
      'New Name differs from the roster (row 3) in e-mail, given name, surname.',
    );
  });
});
