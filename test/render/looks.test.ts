import { expect, test } from 'vitest';
import { LOOKS, wordFor } from '../../src/render/looks.ts';
import { deprovision, provision, suspend, transfer, update } from '../helpers/changes.ts';
import { groupAdd, groupRemove } from '../helpers/group-changes.ts';

test('every action has a symbol of its own, apart from those of who is left alone, blocked or unknown', () => {
  const symbols = Object.values(LOOKS).map(({ symbol }) => symbol);
  expect(new Set([...symbols, '=', '?', '*']).size).toBe(symbols.length + 3);
});

test('what takes something away from a person is in capitals, and nothing else', () => {
  const words = [
    suspend('a@x.org'),
    deprovision('a@x.org'),
    deprovision('a@x.org', { method: 'suspend' }),
    deprovision('a@x.org', { method: 'downgrade' }),
    deprovision('a@x.org', {}, { before: { status: 'invited' } }),
    transfer('a@x.org', 'b@x.org'),
    provision('a@x.org'),
    update('a@x.org', {}, {}),
    groupAdd('a@x.org', 'Sales'),
    groupRemove('a@x.org', 'Sales'),
  ].map(wordFor);
  expect(words).toEqual([
    'SUSPEND',
    'REMOVE',
    'SUSPEND',
    'DOWNGRADE',
    'WITHDRAW INVITATION',
    'TRANSFER',
    'provision',
    'update',
    'add',
    'remove',
  ]);
});
