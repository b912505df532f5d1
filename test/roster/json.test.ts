import { describe, expect, it } from 'vitest';

import { placesOf, problemsOf, readBytes, readValue } from './reading.ts';

const ANA = { email: 'ana@example.com' };
const wrap = (parts: object): object => ({ version: 1, people: [ANA], ...parts });

describe('a JSON roster', () => {
  it('gives every field of a person', async () => {
    const { roster, delimiter } = await readValue([
      {
        email: ' Ana@Example.com ',
        givenName: ' Ana ',
        surname: 'López',
        externalId: 'E1',
        status: 'Suspended',
        assigned: true,
        groups: ['b', 'a', 'b'],
        transferTo: 'Boss@example.com',
        previousEmail: 'old@example.com',
        role: 'member',
        priority: 2.5,
      },
    ]);
    expect(delimiter).toBeNull();
    expect(roster.people).toEqual([
      {
        email: 'ana@example.com',
        givenName: 'Ana',
        surname: 'López',
        externalId: 'E1',
        wanted: 'suspended',
        assignedBy: [],
        groups: ['a', 'b'],
        transferTo: 'boss@example.com',
        previousEmail: 'old@example.com',
        role: 'member',
        priority: 2.5,
        line: 1,
      },
    ]);
  });

  it.each([
    ['left out', {}],
    [
      'null',
      {
        givenName: null,
        surname: null,
        externalId: null,
        status: null,
        assigned: null,
        groups: null,
        transferTo: null,
        previousEmail: null,
        role: null,
        priority: null,
      },
    ],
    [
      'empty',
      {
        givenName: '',
        surname: ' ',
        externalId: '',
        status: '',
        transferTo: '',
        previousEmail: '',
        role: '',
      },
    ],
  ])('leaves as it is what is %s', async (_what, rest) => {
    const { roster } = await readValue([{ ...ANA, ...rest }]);
    expect(roster.people[0]).toEqual({
      email: 'ana@example.com',
      givenName: null,
      surname: null,
      externalId: null,
      wanted: 'active',
      assignedBy: [],
      groups: null,
      transferTo: null,
      previousEmail: null,
      role: null,
      priority: null,
      line: 1,
    });
  });

  it('knows the status false', async () => {
    const { roster } = await readValue([{ ...ANA, status: false }]);
    expect(roster.people[0]?.wanted).toBe('suspended');
  });

  it('says which keys it was read from and on which line each person stands', async () => {
    const { roster } = await readBytes(
      '{ "version": 1,\n"people": [\n{ "email": "a@example.com" },\n{ "role": "x",\n"email": "b@example.com" }] }',
    );
    expect(roster.format).toBe('json');
    expect(roster.columns).toEqual({ email: 'email', role: 'role' });
    expect(roster.people.map(({ line }) => line)).toEqual([3, 4]);
  });

  it.each([
    ['null', { groups: null, assignedGroups: null }],
    ['empty', { groups: [], assignedGroups: [] }],
  ])('says nothing of groups where they are %s', async (_what, parts) => {
    const { roster } = await readValue(wrap(parts));
    expect(roster.people[0]).toMatchObject({ groups: null, wanted: 'active' });
  });

  it('takes __proto__ as text of a value for what it is', async () => {
    const { roster } = await readValue([{ ...ANA, groups: ['__proto__', 'constructor'] }]);
    expect(roster.people[0]?.groups).toEqual(['__proto__', 'constructor']);
  });
});

describe('a JSON roster is refused for', () => {
  it.each([
    ['broken JSON', '[\n{ "email": "a@example.com", }]', ['2 - invalid_json']],
    ['a comment', '[\n// people\n]', ['2 - invalid_json']],
    ['text after its end', '[]\n[]', ['2 - invalid_json']],
    ['nesting deep', '['.repeat(100_000), ['1 - too_deep']],
    ['being a number', '12', ['1 - wrong_type']],
    ['being null', 'null', ['1 - wrong_type']],
    ['being a text', '"people"', ['1 - wrong_type']],
    ['an id as a number', '[{ "email": "a@example.com",\n"externalId": 17 }]', ['2 externalId wrong_type']],
    ['a person without an address', '[{ "role": "x" }]', ['1 email missing_email']],
    ['a person with an empty address', '[{\n"email": " " }]', ['2 email missing_email']],
    ['a person who is none', '[{ "email": "a@example.com" },\n"b@example.com"]', ['2 - wrong_type']],
    ['a bad address', '[{ "email": "ana@" }]', ['1 email invalid_email']],
    [
      'a status without meaning',
      '[{ "email": "a@example.com", "status": true }]',
      ['1 status unknown_status'],
    ],
    ['a status as a number', '[{ "email": "a@example.com", "status": 1 }]', ['1 status wrong_type']],
    [
      'a truth value in quotes',
      '[{ "email": "a@example.com", "assigned": "yes" }]',
      ['1 assigned wrong_type'],
    ],
    ['an infinite priority', '[{ "email": "a@example.com", "priority": 1e999 }]', ['1 priority wrong_type']],
    ['groups that are no list', '[{ "email": "a@example.com", "groups": "a;b" }]', ['1 groups wrong_type']],
    [
      'a group without a name',
      '[{ "email": "a@example.com", "groups": ["a", " "] }]',
      ['1 groups empty_name'],
    ],
    [
      'a key written twice',
      '[{ "email": "a@example.com",\n"email": "a@example.com" }]',
      ['2 email duplicate_key'],
    ],
    ['a lone surrogate', '[{ "email": "a@example.com", "role": "\\ud800" }]', ['1 role hidden_character']],
    ['the key __proto__', '[{ "email": "a@example.com", "__proto__": {} }]', ['1 __proto__ unknown_key']],
  ])('%s', async (_what, text, places) => {
    expect(await placesOf(readBytes(text, { format: 'json' }))).toEqual(places);
  });

  it.each([
    ['another version', wrap({ version: 2 }), ['1 version unsupported_version']],
    ['no version', { people: [ANA] }, ['1 version unsupported_version']],
    ['no people', { version: 1 }, ['1 people wrong_type']],
    ['people that are no list', wrap({ people: {} }), ['1 people wrong_type']],
    ['groups that are no list', wrap({ groups: {} }), ['1 groups wrong_type']],
    ['a group that is none', wrap({ groups: ['a'] }), ['1 - wrong_type']],
    ['a group without a name', wrap({ groups: [{ members: [] }] }), ['1 name empty_name']],
    ['a bad member', wrap({ groups: [{ name: 'a', members: ['x'] }] }), ['1 members invalid_email']],
    ['an empty member', wrap({ groups: [{ name: 'a', members: [''] }] }), ['1 members missing_email']],
    ['assigned groups that are no names', wrap({ assignedGroups: [1] }), ['1 assignedGroups wrong_type']],
    ['an unknown key outside', wrap({ peoples: [] }), ['1 peoples unknown_key']],
    ['an unknown key of a group', wrap({ groups: [{ name: 'a', member: [] }] }), ['1 member unknown_key']],
  ])('%s', async (_what, value, places) => {
    expect(await placesOf(readValue(value))).toEqual(places);
  });

  it.each([
    ['first_name', 'givenName'],
    ['Email', 'email'],
    ['emial', 'email'],
    ['roles', 'role'],
  ])('the key %s of a person, naming %s', async (key, nearest) => {
    const problems = await problemsOf(readValue([{ ...ANA, [key]: 'x' }]));
    expect(problems).toMatchObject([{ column: key, code: 'unknown_key' }]);
    expect(problems[0]?.message).toContain(`"${nearest}"`);
  });

  it('all of its problems at once, values as met', async () => {
    const problems = await problemsOf(
      readValue({
        version: 1,
        assignedGroups: [''],
        groups: [{ name: 1 }],
        people: [
          { email: 'x', externalId: 17, status: 'gone' },
          { ...ANA, surname: 'a/b' },
        ],
      }),
    );
    expect(problems.map(({ column, value, code }) => [column, value, code])).toEqual([
      ['assignedGroups', '', 'empty_name'],
      ['name', '1', 'wrong_type'],
      ['email', 'x', 'invalid_email'],
      ['externalId', '17', 'wrong_type'],
      ['status', 'gone', 'unknown_status'],
      ['surname', 'a/b', 'forbidden_character'],
    ]);
  });

  it('says to quote an id that is a number', async () => {
    const [problem] = await problemsOf(readValue([{ ...ANA, externalId: 12 }]));
    expect(problem?.message).toBe('expected text in double quotes, numbers too: "E17"');
  });

  it('no member whose person is wrong in another way', async () => {
    const places = await placesOf(
      readValue(wrap({ people: [{ ...ANA, role: 1 }], groups: [{ name: 'a', members: [ANA.email] }] })),
    );
    expect(places).toEqual(['1 role wrong_type']);
  });
});
