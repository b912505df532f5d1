import { describe, expect, it } from 'vitest';

import { EXIT } from '../../src/errors.ts';
import { cut, Fault, nameOf, Problems, quoted, rosterError } from '../../src/roster/problem.ts';

const FAULT = new Fault('invalid_email', 'expected an e-mail address');

function problemsOn(...lines: number[]): Problems {
  const problems = new Problems();
  for (const line of lines) problems.add(line, 'email', 'ana@', FAULT);
  return problems;
}

describe('rosterError', () => {
  it('names file, line, column, value and what was expected', () => {
    const error = rosterError('hr/roster.csv', problemsOn(7));
    expect(error.message).toBe(
      'hr/roster.csv: 1 problem; nothing was sent to Dropbox.\n' +
        '  hr/roster.csv:7 email "ana@": expected an e-mail address',
    );
    expect(error.code).toBe('invalid_roster');
    expect(error.exitCode).toBe(EXIT.invalid);
    expect(error.hint).toContain('teamsync roster check hr/roster.csv');
    expect(error.details).toEqual({
      source: 'hr/roster.csv',
      problems: [{ line: 7, column: 'email', value: 'ana@', code: 'invalid_email', message: FAULT.message }],
    });
  });

  it('tells problems by line, whenever they were found', () => {
    const lines = rosterError('r.csv', problemsOn(9, 2, 5)).message.split('\n');
    expect(lines[0]).toBe('r.csv: 3 problems; nothing was sent to Dropbox.');
    expect(lines.slice(1).map((line) => line.split(' ')[2])).toEqual(['r.csv:2', 'r.csv:5', 'r.csv:9']);
  });

  it('shows fifty problems and says how many more there are, with all of them in the details', () => {
    const error = rosterError('r.csv', problemsOn(...Array.from({ length: 62 }, (_, index) => index + 1)));
    const lines = error.message.split('\n');
    expect(lines).toHaveLength(52);
    expect(lines.at(-1)).toBe('  … and 12 more');
    expect(error.details).toMatchObject({ problems: { length: 62 } });
  });

  it('shows exactly fifty problems without a remainder', () => {
    const error = rosterError('r.csv', problemsOn(...Array.from({ length: 50 }, (_, index) => index + 1)));
    expect(error.message.split('\n')).toHaveLength(51);
  });

  it('leaves out what a problem of a whole line does not have', () => {
    const problems = new Problems();
    problems.add(3, null, null, FAULT);
    const error = rosterError('-', problems);
    expect(error.message).toContain('  standard input:3: expected');
    expect(error.hint).toContain('pipe it in again');
  });

  it('prints no control character of the file', () => {
    const problems = new Problems();
    problems.add(1, 'a\u001bb', 'c\u202ed', FAULT);
    expect(rosterError('x\u0007.csv', problems).message).toContain('x\\u{7}.csv:1 a\\u{1b}b "c\\u{202e}d"');
  });

  it('keeps long headers and values short', () => {
    const problems = new Problems();
    problems.add(1, 'h'.repeat(500), 'v'.repeat(500), FAULT);
    expect(problems.sorted()[0]).toMatchObject({ column: 'h'.repeat(120), value: 'v'.repeat(120) });
  });
});

describe('cut', () => {
  it('never cuts through a character', () => {
    expect(cut('🙂'.repeat(200))).toBe('🙂'.repeat(120));
  });
});

it('quotes text as it can be seen', () => {
  expect(quoted('a\tb')).toBe('"a\\u{9}b"');
});

it('calls a roster by its path, or standard input', () => {
  expect([nameOf('-'), nameOf('a b.csv')]).toEqual(['standard input', 'a b.csv']);
});
