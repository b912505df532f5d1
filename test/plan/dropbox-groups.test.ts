import { describe, expect, test } from 'vitest';
import { mapGroups, nearNames } from '../../src/plan/dropbox-groups.ts';
import type { Group } from '../../src/team.ts';

const group = (name: string): Group => ({ id: `g:${name}`, name, management: 'company' });
const TEAM = [group('Engineering'), group('ops'), group('Board')];
const people = (...groups: (string[] | null)[]) => groups.map((one) => ({ groups: one }));

const MAPS: [string, Record<string, string>, (string[] | null)[], Record<string, string>][] = [
  ['no map leads anywhere', {}, [['eng']], {}],
  [
    'a named group leads where the map says',
    { eng: 'Engineering' },
    [['eng', 'ops']],
    { eng: 'Engineering' },
  ],
  ['also when nobody is in it', { eng: 'Engineering' }, [null], { eng: 'Engineering' }],
  [
    '* leads every group of the roster to its namesake',
    { '*': '*' },
    [['eng'], ['ops'], null],
    { eng: 'eng', ops: 'ops' },
  ],
  ['a name alone leads to its namesake', { eng: '*' }, [['ops']], { eng: 'eng' }],
  [
    'what is named comes before *',
    { '*': '*', eng: 'Engineering' },
    [['eng', 'ops']],
    { eng: 'Engineering', ops: 'ops' },
  ],
  [
    'two groups may lead to one',
    { eng: 'Engineering', qa: 'Engineering' },
    [['eng']],
    { eng: 'Engineering', qa: 'Engineering' },
  ],
  ['a name that an object has by nature is none', {}, [['constructor', '__proto__']], {}],
];

describe('the map of groups', () => {
  test.each(MAPS)('%s', (_name, map, groups, targets) => {
    expect(Object.fromEntries(mapGroups(map, people(...groups), TEAM).targets)).toEqual(targets);
  });

  test('finds the groups of the team by exactly their names, sorted', () => {
    const { mapped } = mapGroups(
      { '*': '*', eng: 'Engineering' },
      people(['ops', 'Sales', 'eng', 'OPS']),
      TEAM,
    );
    expect([...mapped.values()]).toEqual([
      { name: 'Engineering', group: TEAM[0], named: true },
      { name: 'OPS', group: null, named: false },
      { name: 'Sales', group: null, named: false },
      { name: 'ops', group: TEAM[1], named: false },
    ]);
  });

  test('names a group that a name and * lead to', () => {
    const { mapped } = mapGroups({ '*': '*', devops: 'ops' }, people(['ops']), TEAM);
    expect(mapped.get('ops')?.named).toBe(true);
  });

  test('leaves out what the roster does not name', () => {
    expect([...mapGroups({ '*': '*' }, people(['ops']), TEAM).mapped.keys()]).toEqual(['ops']);
  });
});

test('a near name differs in case alone', () => {
  const near = nearNames([...TEAM, group('ENGINEERING'), group('Engineering')]);
  expect(near('engineering')?.name).toBe('Engineering');
  expect(near('Engineering')?.name).toBe('ENGINEERING');
  expect(near('Board')).toBeNull();
  expect(near('Engineer')).toBeNull();
});
