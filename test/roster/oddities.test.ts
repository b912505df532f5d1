import { describe, expect, it } from 'vitest';

import { findOddities } from '../../src/roster/oddities.ts';
import { readValue } from './reading.ts';

async function oddities(...people: (string | object)[]): Promise<string[]> {
  const listed = people.map((one) => (typeof one === 'string' ? { email: `${one}@example.com` } : one));
  const { roster } = await readValue(listed);
  return findOddities(roster.people).map(({ code, message }) => `${code} ${message}`);
}

describe('findOddities', () => {
  it('finds nothing odd in ordinary people', async () => {
    expect(await oddities('ana', 'ben', 'carla', 'hubert.information')).toEqual([]);
  });

  it.each(['info', 'Admin', 'no-reply', 'it', 'support+eu'])('finds that %s is nobody', async (local) => {
    expect(await oddities(local)).toEqual([expect.stringContaining('role_address')]);
  });

  it.each([
    ['carla', 'car1a'],
    ['bernd', 'bemd'],
    ['otto', '0tto'],
    ['vivvi', 'viwi'],
    ['silas', '5ilas'],
  ])('finds that %s and %s look alike', async (one, other) => {
    expect(await oddities(one, other)).toEqual([
      `look_alike_address These addresses look alike: line 1 "${other}@example.com" and line 1 "${one}@example.com".`,
    ]);
  });

  it('finds people of one name', async () => {
    const named = (email: string, surname: string | null): object => ({ email, givenName: 'Ana', surname });
    expect(
      await oddities(
        named('ana@example.com', 'López'),
        named('ana2@example.com', 'LO\u0301PEZ'),
        named('ana3@example.com', null),
        named('ana4@example.com', null),
      ),
    ).toEqual([expect.stringContaining('same_name')]);
  });

  it('finds the only one of a domain where others share theirs', async () => {
    const lone = { email: 'eve@exmaple.com' };
    expect(await oddities('ana', 'ben', lone)).toEqual([]);
    expect(await oddities('ana', 'ben', 'carla', lone)).toEqual([
      'lone_domain These people are the only ones of their domain: line 1 "eve@exmaple.com".',
    ]);
  });
});
