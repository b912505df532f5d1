import { describe, expect, it } from 'vitest';

import { firstErrorLine, isTooDeep, scanJson, type JsonLines } from '../../src/roster/json-scan.ts';
import { Fault, Problems, type Problem } from '../../src/roster/problem.ts';

const KNOWN = { root: ['groups', 'people'], people: ['email', 'status'], groups: ['name'] };

function scan(text: string): { lines: JsonLines; problems: Problem[] } {
  const problems = new Problems();
  const lines = scanJson(
    text,
    KNOWN,
    problems,
    (key, section) => new Fault('unknown_key', `${section} ${key}`),
  );
  return { lines, problems: problems.sorted() };
}

describe('scanJson', () => {
  it('finds the lines of people and their keys in an object', () => {
    const { lines, problems } = scan(`{
      "people": [
        { "email": "a" },
        {
          "status": "x",
          "email": "b"
        }
      ],
      "groups": [{
        "name": "g" }]
    }`);
    expect(lines).toEqual({
      root: { line: 1, keys: [9, 2] },
      people: [
        { line: 3, keys: [3, 0] },
        { line: 4, keys: [6, 5] },
      ],
      groups: [{ line: 9, keys: [10] }],
    });
    expect(problems).toEqual([]);
  });

  it('finds them in a bare list', () => {
    expect(scan('[\n{"email":"a"},\r\n{"email":"b"}]').lines.people.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('counts every element of a list, whatever it is', () => {
    expect(scan('[1,\n{},\n[],null]').lines.people.map(({ line }) => line)).toEqual([1, 2, 3, 3]);
  });

  it('takes no list of another key or depth for people', () => {
    const { lines } = scan('{ "people": [{ "email": ["a"], "status": { "people": [{}] } }], "x": [{}] }');
    expect(lines.people).toHaveLength(1);
    expect(lines.groups).toHaveLength(0);
  });

  it('tells unknown keys with their lines', () => {
    const { problems } = scan('{ "peple": 1,\n"people": [{\n"emial": 1 }], "groups": [{ "nmae": 1 }] }');
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [1, 'root peple'],
      [3, 'people emial'],
      [3, 'groups nmae'],
    ]);
  });

  it('tells duplicate keys with both lines', () => {
    const { problems } = scan('[{"email": "a",\n"email": "b"}]');
    expect(problems).toMatchObject([{ line: 2, column: 'email', code: 'duplicate_key' }]);
    expect(problems[0]?.message).toContain('on line 1 already');
  });

  it('takes the last of two lists of people, as JSON.parse does', () => {
    const { lines, problems } = scan('{ "people": [{}, {}],\n"people": [{}], "groups": [], "groups": [{}] }');
    expect(lines.people).toEqual([{ line: 2, keys: [0, 0] }]);
    expect(problems.map(({ code }) => code)).toEqual(['duplicate_key', 'duplicate_key']);
  });

  it('knows __proto__ for an unknown key', () => {
    expect(scan('[{"__proto__": 1}]').problems.map(({ code }) => code)).toEqual(['unknown_key']);
  });
});

describe('isTooDeep', () => {
  it.each([
    ['[]', false],
    ['['.repeat(32) + ']'.repeat(32), false],
    ['['.repeat(33), true],
    ['{"a":'.repeat(100_000), true],
    [`"${'['.repeat(50)}"`, false],
    [`"\\"${'['.repeat(50)}"`, false],
    [`"\\\\"${'['.repeat(50)}`, true],
    ['[],{},'.repeat(100), false],
  ])('of %.40j is %s', (text, expected) => {
    expect(isTooDeep(text)).toBe(expected);
  });
});

describe('firstErrorLine', () => {
  it.each([
    ['[\n{,\n}]', 2],
    ['[\n1,\n]', 3],
    ['{\n// comment\n}', 2],
    ['[1]\n[2]', 2],
    ['[\n"a\n"]', 2],
    ['', 1],
    [`[\n"a" ${'['.repeat(100_000)}`, 2],
  ])('of %.30j is %d', (text, line) => {
    expect(firstErrorLine(text)).toBe(line);
  });
});
