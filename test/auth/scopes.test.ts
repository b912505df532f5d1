import { expect, test } from 'vitest';
import { accessFor, missingFrom, purposeOf, scopePhrase, SCOPES_OF } from '../../src/auth/scopes.ts';

test('each level of access has the scopes of the one before it, and some more', () => {
  const { read, write, full } = SCOPES_OF;
  expect(read).toEqual(['team_info.read', 'members.read', 'groups.read']);
  expect(write).toEqual([...read, 'members.write', 'groups.write']);
  expect(full).toEqual([...write, 'members.delete']);
});

test('every scope that is ever asked for has a purpose', () => {
  for (const scope of SCOPES_OF.full) {
    expect(purposeOf(scope)).toMatch(/\w/);
    expect(scopePhrase(scope)).toBe(`"${scope}" (${String(purposeOf(scope))})`);
  }
  expect(purposeOf('files.read')).toBeNull();
  expect(scopePhrase('files.read')).toBe('"files.read"');
});

test('missing scopes come in the order in which they are wanted', () => {
  expect(missingFrom(['b'], ['c', 'b', 'a'])).toEqual(['c', 'a']);
  expect(missingFrom(['a', 'b'], ['b'])).toEqual([]);
});

test.each([
  [[], 'read'],
  [['members.read'], 'read'],
  [['team_info.read', 'groups.write'], 'write'],
  [['members.write'], 'write'],
  [['members.delete'], 'full'],
  [['events.read'], 'full'],
] as const)('the smallest access that has %j is %s', (scopes, access) => {
  expect(accessFor(scopes)).toBe(access);
});
