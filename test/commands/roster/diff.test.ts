import { expect, test } from 'vitest';
import { rehearse } from '../../helpers/rehearsal.ts';

test('two rosters are compared, whatever their formats', async () => {
  const here = await rehearse();
  const old = await here.write('old.csv', ['email,external_id', 'ana@example.com,1', 'ben@example.com,2']);
  const people = [
    { email: 'garcia@example.com', externalId: '1' },
    { email: 'eve@example.com', status: 'suspended' },
  ];
  const now = await here.write('new.json', [JSON.stringify(people)]);
  const { exitCode, data } = await here.ask(`roster diff ${old} ${now}`);
  expect(exitCode).toBe(0);
  expect(data).toEqual({
    joined: ['eve@example.com'],
    left: ['ben@example.com'],
    suspended: [],
    back: [],
    renamed: [{ from: 'ana@example.com', to: 'garcia@example.com' }],
    groups: [],
  });
  const { stdout } = await here.run(`roster diff ${old} ${old}`);
  expect(stdout).toBe('Both rosters want the same.\n');
});

test('a roster that cannot be used is compared with nothing', async () => {
  const here = await rehearse();
  const old = await here.write('old.csv', ['email', 'ana@example.com']);
  const bad = await here.write('bad.csv', ['email', 'ana@']);
  for (const line of [`roster diff ${old} ${bad}`, `roster diff ${bad} ${old}`]) {
    const { exitCode, error, data } = await here.ask(line);
    expect([exitCode, error?.code, data]).toEqual([7, 'invalid_roster', {}]);
    expect(error?.message).toContain('bad.csv:2 email "ana@"');
  }
});

test('standard input is one roster, not two', async () => {
  const here = await rehearse();
  const { exitCode, error } = await here.ask('roster diff - -');
  expect([exitCode, error?.code]).toEqual([7, 'input_twice']);
});
