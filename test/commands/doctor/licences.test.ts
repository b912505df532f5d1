import { expect, test } from 'vitest';
import { checkLicences } from '../../../src/commands/doctor/licences.ts';
import { actualWith } from './asked.ts';

test.each([
  [3, 'ok', null],
  [0, 'warning', expect.stringContaining('safety.allowPurchase')],
])('with %i free licences it is %s', (free, status, hint) => {
  const { team } = actualWith({});
  const licences = { licensed: 10, used: 10 - free, free };
  expect(checkLicences(actualWith({ team: { ...team, name: 'Acme', licences } }))).toMatchObject({
    status,
    hint: hint as unknown,
    message: `Acme has 10 licences: ${String(10 - free)} used, ${String(free)} free.`,
  });
});
