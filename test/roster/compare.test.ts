import { describe, expect, it } from 'vitest';

import { compareRosters, type Comparison } from '../../src/roster/compare.ts';
import { readValue } from './reading.ts';

async function compare(before: object[], after: object[]): Promise<Partial<Comparison>> {
  const sure = { email: 'sure@example.com' };
  const [old, now] = await Promise.all([readValue([sure, ...before]), readValue([sure, ...after])]);
  const found = compareRosters(old.roster.people, now.roster.people);
  const lists = Object.entries(found) as [string, readonly unknown[]][];
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
}

const at = (name: string, fields: object = {}): object => ({ email: `${name}@example.com`, ...fields });

describe('compareRosters', () => {
  it('finds no difference between equal rosters', async () => {
    const people = [at('ana', { groups: ['a'] }), at('ben', { status: 'suspended' })];
    expect(await compare(people, people.toReversed())).toEqual({});
  });

  it('tells who joined and who left', async () => {
    expect(
      await compare(
        [at('zoe'), at('ben'), at('off', { assigned: false }), at('gone', { assigned: false })],
        [at('ben', { status: 'removed' }), at('off'), at('new'), at('idle', { assigned: false })],
      ),
    ).toEqual({
      joined: ['new@example.com', 'off@example.com'],
      left: ['ben@example.com', 'zoe@example.com'],
    });
  });

  it('tells who is suspended now and who is back', async () => {
    expect(
      await compare(
        [at('ana'), at('ben', { status: 'suspended' })],
        [at('ana', { status: 'inactive' }), at('ben')],
      ),
    ).toEqual({ suspended: ['ana@example.com'], back: ['ben@example.com'] });
  });

  it('knows people by id, then by the address before, then by the address', async () => {
    expect(
      await compare(
        [at('ana', { externalId: 'E1' }), at('ben'), at('eve', { externalId: 'E2' })],
        [
          at('ana', { externalId: 'E2' }),
          at('garcia', { externalId: 'E1' }),
          at('benny', { previousEmail: 'ben@example.com' }),
          at('new', { externalId: 'E9', previousEmail: 'older@example.com' }),
        ],
      ),
    ).toEqual({
      joined: ['new@example.com'],
      renamed: [
        { from: 'ana@example.com', to: 'garcia@example.com' },
        { from: 'ben@example.com', to: 'benny@example.com' },
        { from: 'eve@example.com', to: 'ana@example.com' },
      ],
    });
  });

  it('tells of groups only for people of both rosters that say something of them', async () => {
    expect(
      await compare(
        [
          at('ana', { groups: ['b', 'a'] }),
          at('ben', { groups: ['c'] }),
          at('eve', { groups: ['a'] }),
          at('fay'),
        ],
        [
          at('ana', { groups: ['b', 'd'] }),
          at('ben'),
          at('fay', { groups: ['a'] }),
          at('new', { groups: ['a'] }),
        ],
      ),
    ).toEqual({
      joined: ['new@example.com'],
      left: ['eve@example.com'],
      groups: [
        { group: 'a', added: [], removed: ['ana@example.com'] },
        { group: 'd', added: ['ana@example.com'], removed: [] },
      ],
    });
  });
});
