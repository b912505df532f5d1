import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkNode, LEAST_NODE } from '../../../src/commands/doctor/node.ts';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('Node %s is fine', (version) => {
  expect(checkNode(version)).toMatchObject({ name: 'node', status: 'ok' });
});

test.each(['18.20.8', '20.18.3', '20.9.9'])('Node %s is too old', (version) => {
  const { status, error, hint } = checkNode(version);
  expect([status, error?.code, error?.exitCode]).toEqual(['failed', 'node_too_old', 7]);
  expect(hint).toContain('Node 22 or 24');
});

test('the least version is the one that the package asks for', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ engines: { node: `>=${LEAST_NODE}` } });
});
