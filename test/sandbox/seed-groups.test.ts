import { describe, expect, test } from 'vitest';
import { parseSeed, SandboxInputError } from '../../src/sandbox/seed.ts';
import { startRig } from './helpers.ts';

const MEMBERS = [
  { email: 'admin@example.com', roles: ['team_admin'] },
  { email: 'ana@example.com' },
  { email: 'gone@example.com', status: 'removed', removedDaysAgo: 2 },
];

const textWith = (groups: unknown[]): string =>
  JSON.stringify({ version: 1, team: { name: 'T', licences: 5 }, members: MEMBERS, groups });

function problemsOf(groups: unknown[]): string[] {
  try {
    parseSeed(textWith(groups), 'team.json');
  } catch (error) {
    if (error instanceof SandboxInputError) return error.problems;
    throw error;
  }
  return [];
}

describe('the groups of a seed file', () => {
  test('are managed by the company and empty where nothing else is said', async () => {
    const it = { name: 'IT', management: 'user_managed', externalId: 'x-it', members: ['Ana@Example.com'] };
    const { sandbox, member } = await startRig({
      team: { seed: parseSeed(textWith([{ name: 'Sales' }, it]), 'team.json') },
    });
    const { memberId } = member('ana@example.com');
    expect(sandbox.snapshot().groups).toMatchObject([
      { name: 'Sales', management: 'company_managed', externalId: null, members: [] },
      { ...it, members: [{ memberId, email: 'ana@example.com', access: 'member' }] },
    ]);
  });

  test('may name somebody who came back under the address they had', () => {
    const members = [...MEMBERS, { email: 'x@example.com', status: 'removed', removedDaysAgo: 9 }];
    const seed = {
      version: 1,
      team: { name: 'T', licences: 5 },
      members: [...members, { email: 'x@example.com' }],
      groups: [{ name: 'IT', members: ['x@example.com'] }],
    };
    expect(parseSeed(JSON.stringify(seed), 'team.json').groups).toHaveLength(1);
  });

  test.each([
    [
      { name: 'IT', members: ['no@example.com'] },
      'groups[0].members[0]: "no@example.com" is nobody on this team',
    ],
    [
      { name: 'IT', members: ['gone@example.com'] },
      'groups[0].members[0]: "gone@example.com" was removed, and nobody off the team is in a group',
    ],
    [
      { name: 'IT', members: ['ana@example.com', 'ANA@example.com'] },
      'groups[0].members[1]: "ana@example.com" is named twice',
    ],
    [{ name: '' }, 'groups[0].name: a group needs a name'],
    [{ name: 'IT ' }, 'groups[0].name: has spaces around it'],
    [{ name: 'I\tT' }, 'groups[0].name: has characters that cannot be printed'],
    [{ name: 'x'.repeat(256) }, 'groups[0].name: has more than 255 characters'],
    [
      { name: 'Everyone at T' },
      'groups[0].name: "Everyone at T" is taken by the group that Dropbox keeps of everybody',
    ],
    [
      { name: 'IT', management: 'mine' },
      'groups[0].management: Invalid option: expected one of "user_managed"|"company_managed"|"system_managed"',
    ],
    [{ name: 'IT', people: [] }, 'groups[0]: Unrecognized key: "people"'],
  ])('with %j are refused with the place', (group, problem) => {
    expect(problemsOf([group])).toEqual([problem]);
  });

  test('with one name or one external id for two are refused, and every problem is named', () => {
    const groups = [
      { name: 'IT', externalId: 'x' },
      { name: 'Law', externalId: 'x' },
      { name: 'IT', externalId: '' },
      { name: 'it', externalId: '' },
    ];
    expect(problemsOf(groups)).toEqual([
      'groups[1].externalId: "x" is taken by groups[0]',
      'groups[2].name: "IT" is taken by groups[0]',
    ]);
  });
});
