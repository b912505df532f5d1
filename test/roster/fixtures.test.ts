import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { readRoster } from '../../src/roster/read.ts';
import { byEmail, rosterSettings } from './reading.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

function readFixture(name: string): ReturnType<typeof readRoster> {
  return readRoster(name, { stdin: Readable.from([]), cwd: FIXTURES, settings: rosterSettings() });
}

describe('the fixtures', () => {
  it('name the same people as CSV and as JSON', async () => {
    const [csv, json] = await Promise.all([readFixture('roster.csv'), readFixture('roster.json')]);
    expect(csv.roster.people).toHaveLength(16);
    expect(byEmail(json.roster.people)).toEqual(byEmail(csv.roster.people));
    expect([...csv.warnings, ...json.warnings]).toEqual([]);
  });

  it('show how nested groups assign people', async () => {
    const { roster, warnings } = await readFixture('roster-groups.json');
    expect(warnings).toEqual([]);
    expect(
      roster.people.map(({ email, wanted, assignedBy, groups }) => [email, wanted, assignedBy, groups]),
    ).toEqual([
      ['olivia.brandt@example.com', 'active', ['everyone-office'], ['everyone-office', 'it']],
      ['ana.lopez@example.com', 'active', ['everyone-office'], ['design', 'everyone-office', 'product']],
      ['ben.okafor@example.com', 'suspended', ['everyone-office'], ['design', 'everyone-office', 'product']],
      ['carla.weber@example.com', 'active', [], ['contractors']],
      ['greta.lind@example.com', 'unassigned', [], ['contractors']],
    ]);
  });
});
