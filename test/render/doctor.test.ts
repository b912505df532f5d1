import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { renderDoctor, type Check } from '../../src/render/doctor.ts';

const CHECKS: Check[] = [
  { name: 'node', status: 'ok', message: 'Node 22.1.0.', hint: null },
  {
    name: 'clock',
    status: 'warning',
    message: "This machine's clock is 75 s ahead of Dropbox's.",
    hint: 'Set it.',
  },
  {
    name: 'login',
    status: 'failed',
    message: 'No Dropbox team is authorized.\n  Nobody \u001b[31mis.',
    hint: 'Authorize one with: teamsync auth dropbox, or set one of the variables',
  },
];
const plain = { paint: new Chalk({ level: 0 }), width: 60 };

test('each check has a line, beneath it the remedy, and the last line counts them', () => {
  expect(renderDoctor(CHECKS, plain)).toBe(
    [
      'ok       node           Node 22.1.0.',
      "WARNING  clock          This machine's clock is 75 s ahead",
      "                        of Dropbox's.",
      '                        → Set it.',
      'FAILED   login          No Dropbox team is authorized.',
      '                        Nobody \\u{1b}[31mis.',
      '                        → Authorize one with: teamsync',
      '                          auth dropbox, or set one of the',
      '                          variables',
      '',
      '3 checks: 1 ok, 1 warning, 1 failed.',
      '',
    ].join('\n'),
  );
});

test('colours tell what the words tell already', () => {
  const painted = renderDoctor(CHECKS, { ...plain, paint: new Chalk({ level: 1 }) });
  expect(painted).toContain('\u001b[32mok');

  const escape = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
  expect(painted.replaceAll(escape, '')).toBe(renderDoctor(CHECKS, plain));
});
