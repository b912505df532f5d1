import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInSeed, generateSeed, parseSeed, SandboxInputError } from '../../src/sandbox/seed.ts';
import { startRig } from './helpers.ts';

const admin = { email: 'admin@example.com', roles: ['team_admin'] };

function problemsOf(members: unknown[], more: object = {}): string[] {
  const seed = { version: 1, team: { name: 'T', licences: 5 }, members, ...more };
  try {
    parseSeed(JSON.stringify(seed), 'team.json');
  } catch (error) {
    if (error instanceof SandboxInputError) return error.problems;
    throw error;
  }
  return [];
}

describe('the built-in team', () => {
  test('is the one in fixtures/team.json', () => {
    const text = readFileSync(new URL('../../fixtures/team.json', import.meta.url), 'utf8');
    expect(parseSeed(text, 'fixtures/team.json')).toEqual(builtInSeed());
  });

  test('has the people of a rehearsal, one of each kind', async () => {
    const { sandbox } = await startRig();
    const { team, members } = sandbox.snapshot();
    expect(team).toMatchObject({ name: 'Rehearsal', licences: 20 });
    expect(
      members.map(({ email, externalId, status, recoverable }) => [email, externalId, status, recoverable]),
    ).toEqual([
      ['olivia.brandt@example.com', 'E01', 'active', false],
      ['henrik.dahl@example.com', 'E02', 'active', false],
      ['ana.lopez@example.com', 'E03', 'active', false],
      ['ben.okafor@example.com', 'E04', 'active', false],
      ['carla.rossi@example.com', 'E05', 'active', false],
      ['dmitri.volkov@example.com', 'E06', 'active', false],
      ['elif.kaya@example.com', 'E07', 'suspended', false],
      ['femi.adeyemi@example.com', 'E08', 'removed', true],
      ['greta.lind@example.com', 'E09', 'active', false],
      ['hugo.martin@example.com', 'E10', 'invited', false],
      ['iris.chen@example.com', 'E11', 'active', false],
      ['jonas.weber@example.com', 'E12', 'active', false],
      ['kofi.mensah@example.com', 'E13', 'active', false],
      ['noor.haddad@example.com', 'E14', 'active', false],
      ['pavel.novak@example.com', 'E15', 'active', false],
      ['lena.vogt@example.com', null, 'active', false],
      ['marta.silva@example.com', 'E18', 'removed', false],
    ]);
  });

  test('has two groups that the company manages and one that its members do', async () => {
    const { sandbox } = await startRig();
    expect(
      sandbox
        .snapshot()
        .groups.map(({ name, management, members }) => [
          name,
          management,
          ...members.map(({ email }) => email.split('@')[0]),
        ]),
    ).toEqual([
      ['Engineering', 'company_managed', 'ana.lopez', 'ben.okafor', 'carla.rossi'],
      ['Sales', 'company_managed', 'dmitri.volkov', 'greta.lind'],
      ['Book Club', 'user_managed', 'ana.lopez', 'iris.chen'],
    ]);
  });

  test('has ids and a token of its own each time', async () => {
    const [one, two] = await Promise.all([startRig(), startRig()]);
    expect(one.sandbox.accessToken).not.toBe(two.sandbox.accessToken);
    expect(one.sandbox.appKey).not.toBe(two.sandbox.appKey);
    expect(one.member('ana.lopez@example.com').memberId).not.toBe(
      two.member('ana.lopez@example.com').memberId,
    );
  });
});

describe('a generated team', () => {
  test('has so many living members, an admin first, and is the same every time', () => {
    const seed = generateSeed(25);
    expect(seed.members).toHaveLength(25);
    expect(seed.members[0]).toMatchObject({
      email: 'person0001@example.com',
      roles: ['team_admin'],
      admin: true,
    });
    expect(seed.members[24]).toMatchObject({
      email: 'person0025@example.com',
      externalId: 'P0025',
      status: 'active',
    });
    expect(generateSeed(25)).toEqual(seed);
  });

  test.each([
    [1, 12],
    [25, 38],
    [100, 120],
  ])('of %i has %i licences', (count, licences) => {
    expect(generateSeed(count).team.licences).toBe(licences);
  });

  test.each([0, -1, 1.5, Number.NaN])('of %d members is refused', (count) => {
    expect(() => generateSeed(count)).toThrow(SandboxInputError);
  });
});

describe('a seed file', () => {
  test('fills in what it leaves out and writes addresses in lower case', () => {
    const text = JSON.stringify({
      version: 1,
      team: { name: 'T', licences: 2 },
      members: [{ ...admin, email: 'A@B.co' }],
    });
    expect(parseSeed(`\uFEFF${text}`, 'team.json').members).toEqual([
      {
        email: 'a@b.co',
        givenName: '',
        surname: '',
        externalId: null,
        status: 'active',
        roles: ['team_admin'],
        secondaryEmails: [],
        membership: 'full',
      },
    ]);
  });

  test('can mark another admin than the first as the one who authorized the token', async () => {
    const second = { email: 'second@example.com', roles: ['user_management_admin'], admin: true };
    const text = JSON.stringify({ version: 1, team: { name: 'T', licences: 5 }, members: [admin, second] });
    const { dbx } = await startRig({ team: { seed: parseSeed(text, 'team.json') } });
    expect((await dbx.teamTokenGetAuthenticatedAdmin()).result.admin_profile.email).toBe(
      'second@example.com',
    );
  });

  test('can say of a recent removal that there is no way back', async () => {
    const gone = { email: 'gone@example.com', status: 'removed', removedDaysAgo: 1, recoverable: false };
    const text = JSON.stringify({ version: 1, team: { name: 'T', licences: 5 }, members: [admin, gone] });
    const { member } = await startRig({ team: { seed: parseSeed(text, 'team.json') } });
    expect(member('gone@example.com').recoverable).toBe(false);
  });

  test('may name somebody who was removed for good and came back', () => {
    const person = { email: 'x@example.com', externalId: 'X' };
    expect(problemsOf([admin, { ...person, status: 'removed', removedDaysAgo: 9 }, person])).toEqual([]);
  });

  test.each([
    [{ email: 'nobody' }, "members[1].email: 'nobody' did not match pattern"],
    [{ email: 'a@b.co', givenNane: 'x' }, 'members[1]: Unrecognized key: "givenNane"'],
    [{ email: 'a@b.co', roles: ['owner'] }, 'members[1].roles[0]: '],
    [
      { email: 'a@b.co', roles: ['team_admin', 'support_admin'] },
      'members[1].roles: Dropbox allows one role at most',
    ],
    [{ email: 'a@b.co', removedDaysAgo: 1 }, 'members[1].removedDaysAgo: only for status "removed"'],
    [{ email: 'a@b.co', recoverable: true }, 'members[1].recoverable: only for status "removed"'],
    [{ email: 'a@b.co', suspendedDaysAgo: 1 }, 'members[1].suspendedDaysAgo: only for status "suspended"'],
    [{ email: 'a@b.co', invitedDaysAgo: 1 }, 'members[1].invitedDaysAgo: only for status "invited"'],
    [
      { email: 'a@b.co', status: 'removed', removedDaysAgo: 8, recoverable: true },
      "members[1].recoverable: 8 days are past Dropbox's 7",
    ],
    [
      { email: 'a@b.co', status: 'removed', roles: ['team_admin'] },
      'members[1].roles: a removed member has none',
    ],
    [
      { email: 'a@b.co', admin: true },
      'members[1].admin: whoever authorized the token is active and has a role',
    ],
    [{ email: 'ADMIN@example.com' }, 'members[1].email: "admin@example.com" is taken by members[0]'],
    [
      { email: 'a@b.co', secondaryEmails: ['admin@example.com'] },
      'members[1].secondaryEmails: "admin@example.com" is taken',
    ],
  ])('with %j is refused with the place', (member, problem) => {
    expect(problemsOf([admin, member])).toEqual([expect.stringContaining(problem)]);
  });

  test('names every problem, not only the first', () => {
    const twins = [
      { email: 'a@b.co', externalId: 'E' },
      { email: 'c@b.co', externalId: 'E', invitedDaysAgo: 1 },
    ];
    expect(problemsOf([{ email: 'x@y.co' }, ...twins])).toEqual([
      'members[2].invitedDaysAgo: only for status "invited", this one is "active"',
      'members[2].externalId: "E" is taken by members[1]',
      'members: nobody can have authorized the token; give an active member the role "team_admin"',
    ]);
  });

  test('with two who authorized the token, or of another version, is refused', () => {
    const two = ['a@b.co', 'b@b.co'].map((email) => ({ ...admin, email, admin: true }));
    expect(problemsOf(two)).toEqual([expect.stringContaining('more than one has "admin": true')]);
    expect(problemsOf([admin], { version: 2 })).toEqual([expect.stringMatching(/^version: /)]);
    expect(problemsOf([])).toEqual([expect.stringMatching(/^members: /)]);
  });

  test('that is not JSON is named', () => {
    expect(() => parseSeed('nonsense', 'my-team.json')).toThrow(
      /^my-team\.json cannot be used by the sandbox:\n {2}not JSON/,
    );
  });
});
