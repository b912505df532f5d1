import { describe, expect, it } from 'vitest';

import { detectDelimiter, firstLine } from '../../src/roster/delimiter.ts';

const hasEmail = (names: readonly string[]): boolean => names.some((name) => name.trim() === 'email');

describe('detectDelimiter', () => {
  it.each([
    ['email', ','],
    ['email,first_name', ','],
    ['email;first_name', ';'],
    ['email\tfirst_name', '\t'],
    ['\temail', '\t'],
    ['email,"notes; remarks"', ','],
    ['email,notes; remarks', ','],
    ['name, first;email', ';'],
    ['"email";"last, first"', ';'],
    ['"a ""quoted"" name";email', ';'],
    ['first_name;last_name', ';'],
  ])('divides %j by %j', (line, delimiter) => {
    expect(detectDelimiter(line, hasEmail)).toBe(delimiter);
  });

  it.each(['email,a;email', 'first,middle;last', 'a\tb,c'])('does not guess for %j', (line) => {
    expect(detectDelimiter(line, hasEmail)).toBeNull();
  });
});

describe('firstLine', () => {
  it.each([
    ['email,a\nana', 'email,a'],
    ['email,a\r\nana', 'email,a'],
    ['email,a\rana', 'email,a'],
    ['\n \r\n\temail\n', '\temail'],
    ['\r\remail\r', 'email'],
  ])('of %j is %j', (text, line) => {
    expect(firstLine(text)).toBe(line);
  });

  it.each(['', ' \n\n ', 'email', '\n\nemail,first'])('of %j has not ended yet', (text) => {
    expect(firstLine(text)).toBeNull();
  });
});
