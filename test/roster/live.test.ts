import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { rosterOf } from '../../src/roster/live.ts';
import { rosterCsv, rosterDocument } from '../../src/roster/write.ts';
import type { Actual, Group, Member } from '../../src/team.ts';
import { member } from '../helpers/team-builder.ts';
import { readBytes, readValue } from './reading.ts';

const GROUPS: Group[] = [
  { id: 'g:everyone', name: 'Everyone', management: 'system' },
  { id: 'g:a', name: 'Sales', management: 'company' },
  { id: 'g:b', name: 'Design', management: 'user' },
  { id: 'g:c', name: 'a\u200bb', management: 'user' },
];
const ADMIN = { id: 'pid_dbtmr:1', name: 'Team admin' };
const HELPER = { id: 'pid_dbtmr:2', name: 'Support' };

function team(members: Member[], groups: Group[] | null = GROUPS): Actual {
  const count = members.length;
  return {
    team: { id: 'dbtid:1', name: 'Acme', licences: { licensed: count, used: count, free: 0 } },
    admin: null,
    members,
    groups,
    roles: null,
    listing: { complete: true, listed: count, counted: count },
  };
}

describe('rosterOf', () => {
  it('names everybody on the team, by address, invited people as active', () => {
    const { people, warnings } = rosterOf(
      team([
        member({ email: 'zoe@example.com', givenName: 'Zoë', groups: ['g:everyone', 'g:a', 'g:b'] }),
        member({ email: 'gone@example.com', status: 'removed' }),
        member({ email: 'ben@example.com', status: 'suspended', roles: [ADMIN], externalId: 'E2' }),
        member({ email: 'ivy@example.com', status: 'invited', roles: [ADMIN, HELPER], surname: 'Ng' }),
      ]),
    );
    const nothing = { givenName: null, surname: null, externalId: null };
    expect(people).toEqual([
      {
        ...nothing,
        email: 'ben@example.com',
        externalId: 'E2',
        status: 'suspended',
        groups: [],
        role: 'Team admin',
      },
      { ...nothing, email: 'ivy@example.com', surname: 'Ng', status: 'active', groups: [], role: null },
      {
        ...nothing,
        email: 'zoe@example.com',
        givenName: 'Zoë',
        status: 'active',
        groups: ['Design', 'Sales'],
        role: 'member',
      },
    ]);
    expect(warnings).toEqual([]);
  });

  it('says nothing of groups that could not be read', () => {
    const { people, warnings } = rosterOf(team([member({ email: 'ana@example.com' })], null));
    expect(people[0]?.groups).toBeNull();
    expect(warnings.map(({ code }) => code)).toEqual(['groups_not_read']);
    expect(rosterCsv(people, { excel: false }).split('\n')[0]).toBe(
      'email,first_name,last_name,external_id,status,role',
    );
  });

  it('leaves out and tells what a roster cannot have', () => {
    const { people, warnings } = rosterOf(
      team([
        member({
          email: 'ana@example.com',
          givenName: 'A/na',
          surname: 'L\u200bópez',
          groups: ['g:b', 'g:c', 'g:?'],
        }),
      ]),
    );
    expect(people[0]).toMatchObject({ givenName: null, surname: null, groups: ['Design'] });
    expect(warnings).toMatchObject([{ code: 'left_out' }]);
    expect(warnings[0]?.message).toContain('line 2 the first name of "ana@example.com"');
  });
});

describe('an exported roster', () => {
  const text = fc
    .string({
      unit: fc.constantFrom('a', 'É', '=', '+', '-', '@', "'", ',', ';', ' ', '.', '\u200d'),
      maxLength: 8,
    })
    .map((drawn) => drawn.trim());
  const drawn = fc.uniqueArray(
    fc.record({
      givenName: text,
      surname: text,
      externalId: text,
      status: fc.constantFrom('active', 'suspended'),
    }),
    { minLength: 1, maxLength: 6, selector: ({ externalId }) => externalId },
  );

  it('reads back as it was written, in both formats, with and without the mark', async () => {
    await fc.assert(
      fc.asyncProperty(drawn, async (members) => {
        const { people } = rosterOf(
          team([
            member({ email: 'sure@example.com', groups: ['g:a', 'g:b'] }),
            ...members.map(({ externalId, status, ...names }, index) =>
              member({
                ...names,
                email: `person${String(index)}@example.com`,
                externalId: externalId === '' ? null : externalId,
                status: status === 'active' ? 'active' : 'suspended',
              }),
            ),
          ]),
        );
        const wanted = people.map(({ status, ...rest }) => ({ ...rest, wanted: status }));
        for (const reading of [
          readBytes(rosterCsv(people, { excel: false })),
          readBytes(rosterCsv(people, { excel: true })),
          readValue(rosterDocument(people)),
        ]) {
          expect((await reading).roster.people).toMatchObject(wanted);
        }
      }),
    );
  });
});
