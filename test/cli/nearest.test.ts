import { expect, test } from 'vitest';
import { nearestWords } from '../../src/cli/nearest.ts';

const WORDS = ['show', 'get', 'set', 'unset', 'reconcile', 'max-deprovisions', 'max-suspensions'];

test.each([
  ['shwo', ['show']],
  ['SHOW', ['show']],
  ['est', ['set']],
  ['bet', ['get', 'set']],
  ['recncile', ['reconcile']],
  ['rec', ['reconcile']],
  ['max-dep', ['max-deprovisions']],
  ['max', ['max-deprovisions', 'max-suspensions']],
  ['re', []],
  ['ls', []],
  ['deploy', []],
  ['', []],
])('%s is near %j', (typed, near) => {
  expect(nearestWords(typed, WORDS)).toEqual(near);
});

test('names a word once that is known twice', () => {
  expect(nearestWords('jsn', ['json', 'json'])).toEqual(['json']);
});
