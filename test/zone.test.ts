import { expect, test } from 'vitest';
import { systemZone, usableZone } from '../src/zone.ts';

test('a zone that is known is the one to use', () => {
  expect(usableZone('Europe/Berlin')).toBe('Europe/Berlin');
  expect(usableZone('UTC')).toBe('UTC');
});

test('a machine that names no zone, or one that nobody knows, is taken to be in UTC', () => {
  expect(usableZone(undefined)).toBe('UTC');
  expect(usableZone('Etc/Unknown')).toBe('UTC');
});

test('the zone of the machine is the one that its clock and Node agree on', () => {
  expect(systemZone()).toBe(usableZone(Intl.DateTimeFormat().resolvedOptions().timeZone));
});
