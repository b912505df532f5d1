import { describe, expect, it } from 'vitest';

import { placesOf, problemsOf, readBytes, readFile } from './reading.ts';

const ANA = {
  userName: 'ana@example.com',
  name: { givenName: 'Ana', familyName: 'López' },
  active: true,
  emails: [{ value: 'ana@example.com', primary: true }],
  externalId: 'E1',
  groups: [{ display: 'Design' }, { display: 'Design' }],
};
const BEN = { userName: 'ben@example.com', active: false };

function readScim(value: unknown): ReturnType<typeof readBytes> {
  return readBytes(JSON.stringify(value, null, 1), { format: 'scim' });
}

describe('users of SCIM', () => {
  it('give people with names, status, id and groups', async () => {
    const { roster, dialect, warnings } = await readScim([ANA, BEN]);
    expect(dialect).toBe('scim');
    expect(roster.people).toMatchObject([
      {
        email: 'ana@example.com',
        givenName: 'Ana',
        surname: 'López',
        externalId: 'E1',
        wanted: 'active',
        groups: ['Design'],
        line: 2,
      },
      { email: 'ben@example.com', givenName: null, wanted: 'suspended', groups: null, line: 25 },
    ]);
    expect(roster.columns).toEqual({
      email: 'emails',
      givenName: 'name.givenName',
      surname: 'name.familyName',
      externalId: 'externalId',
      status: 'active',
      groups: 'groups.display',
    });
    expect(warnings).toEqual([]);
  });

  it('may be one, a list, a listing, or all pages of one', async () => {
    const page = (...users: unknown[]): unknown => ({ totalResults: 2, Resources: users });
    for (const value of [[ANA, BEN], page(ANA, BEN), [page(ANA), page(BEN)], { Resources: [ANA, BEN] }]) {
      const { roster } = await readScim(value);
      expect(roster.people.map(({ email }) => email)).toEqual(['ana@example.com', 'ben@example.com']);
    }
    expect((await readScim(ANA)).roster.people).toHaveLength(1);
  });

  it('may stand one on each line, or one page on each', async () => {
    const pages = [ANA, BEN].map((user) => JSON.stringify({ totalResults: 2, Resources: [user] }));
    for (const lines of [[JSON.stringify(ANA), '', JSON.stringify(BEN)], pages]) {
      const { roster } = await readBytes(lines.join('\n'), { format: 'scim' });
      expect(roster.people.map(({ line }) => line)).toEqual([1, lines.length]);
    }
  });

  it('are known by their content in a file of JSON', async () => {
    expect((await readFile('users.json', JSON.stringify([ANA]))).roster.format).toBe('scim');
    const lines = `${JSON.stringify(ANA)}\n${JSON.stringify(BEN)}`;
    expect(await readFile('users.json', lines)).toMatchObject({
      dialect: 'scim',
      roster: { format: 'ndjson' },
    });
  });

  it.each([
    [[{ value: 'a@example.com' }], 'a@example.com'],
    [[{ value: 'b@example.com' }, { value: 'a@example.com', primary: 'True' }], 'a@example.com'],
    [
      [
        { value: 'b@example.com', type: 'home' },
        { value: 'a@example.com', type: 'Work' },
      ],
      'a@example.com',
    ],
    [[{ value: ' ' }, {}], 'login@example.com'],
    [[], 'login@example.com'],
    [null, 'login@example.com'],
  ])('of %j have the address %s', async (emails, email) => {
    const { roster, warnings } = await readScim([{ userName: 'login@example.com', emails }]);
    expect(roster.people[0]?.email).toBe(email);
    const differs = email === 'login@example.com' ? [] : ['login_differs'];
    expect(warnings.map(({ code }) => code)).toEqual(differs);
  });
});

describe('users of SCIM are refused for', () => {
  it.each([
    ['being nobody', { Resources: [] }, ['1 - empty_roster']],
    ['being no object', [1], ['1 - wrong_type']],
    ['no address', [{ userName: null }], ['2 userName missing_email']],
    ['a login that is no address', [{ userName: 'ana' }], ['2 userName invalid_email']],
    ['a wrong address', [{ emails: [{ value: 'ana@' }] }], ['2 emails invalid_email']],
    [
      'several addresses of which none stands out',
      [{ userName: 'a@example.com', emails: [{ value: 'b@example.com' }, { value: 'c@example.com' }] }],
      ['2 emails ambiguous_email'],
    ],
    [
      'a wrong name',
      [{ userName: 'a@example.com', name: { givenName: 'a/b' } }],
      ['2 name.givenName forbidden_character'],
    ],
    ['a wrong truth', [{ userName: 'a@example.com', active: 'maybe' }], ['2 active wrong_type']],
    [
      'a group without a name',
      [{ userName: 'a@example.com', groups: [{ value: '1' }] }],
      ['2 groups empty_name'],
    ],
    ['missing pages', { totalResults: 3, Resources: [ANA, BEN] }, ['1 totalResults incomplete_listing']],
  ])('%s', async (_what, value, places) => {
    expect(await placesOf(readScim(value))).toEqual(places);
  });

  it('no JSON, or brackets without end', async () => {
    const places = (text: string): Promise<string[]> => placesOf(readBytes(text, { format: 'scim' }));
    expect(await places('[{"userName":\n}]')).toEqual(['2 - invalid_json']);
    expect(await places('['.repeat(99))).toEqual(['1 - too_deep']);
    expect(await places(' ')).toEqual(['1 - empty_roster']);
    expect(await places('{"userName":"a@example.com"}\n{"userName"')).toEqual(['2 - invalid_json']);
    expect(await places(`{"a":1}\n{"a":${'['.repeat(99)}`)).toEqual([
      '1 userName missing_email',
      '2 - too_deep',
    ]);
  });

  it('what a page says of itself, with the numbers', async () => {
    const [problem] = await problemsOf(readScim({ totalResults: 3, Resources: [ANA] }));
    expect(problem?.message).toContain('expected all 3 users of the listing, found 1');
  });
});
