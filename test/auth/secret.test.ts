import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../src/auth/secret.ts';

test('a secret shows itself in no text, JSON or inspection, and only reveal gives it', () => {
  const secret = new Secret('hunter2');
  const shown = [
    String(secret),
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: null, showHidden: true }),
  ];
  for (const text of shown) {
    expect(text).toContain('[redacted]');
    expect(text).not.toContain('hunter2');
  }
  expect(secret.reveal()).toBe('hunter2');
});
