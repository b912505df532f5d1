import { expect, test } from 'vitest';
import { checkNode } from '../../../src/commands/doctor/node.ts';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.11.1'])('Node %s is fine', async (version) => {
  expect(await checkNode(version)).toMatchObject({ name: 'node', status: 'ok' });
});

test.each(['18.20.8', '20.18.3', '20.9.9'])('Node %s is too old', async (version) => {
  const { status, error, hint } = await checkNode(version);
  expect([status, error?.code, error?.exitCode]).toEqual(['failed', 'node_too_old', 7]);
  expect(hint).toContain('Node 22 or 24');
});

test('the one that runs this test is fine', async () => {
  expect(await checkNode()).toMatchObject({ status: 'ok' });
});
