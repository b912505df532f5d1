import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces } from '../src/json-pieces.ts';

const joined = (data: unknown, layout: Parameters<typeof jsonPieces>[1]): string =>
  [...jsonPieces(data, layout)].join('');

test('is to the letter what JSON.stringify writes, on one line and on many', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2), (data, indent) => {
      expect(joined(data, { indent })).toBe(JSON.stringify(data, null, indent));
    }),
  );
});

test.each([
  ['members without a value', { a: undefined, b: 1 }],
  ['a date', { at: new Date(0) }],
  [
    'what says itself how it is written',
    {
      secret: new (class {
        toJSON = (): string => '[redacted]';
      })(),
    },
  ],
  ['a key of its own kind', JSON.parse('{"__proto__":{"a":[]},"b":{},"2":"x","1":"y"}')],
  ['line breaks in texts', { list: [{ text: 'a\nb' }] }],
])('writes %s as JSON.stringify does', (_what, data: unknown) => {
  for (const indent of [0, 2]) expect(joined(data, { indent })).toBe(JSON.stringify(data, null, indent));
});

test('gives each item of a list as one piece, so that nothing holds a long list as text', () => {
  const data = {
    changes: Array.from({ length: 1000 }, (_, index) => ({ id: `x${String(index)}`, a: { b: 1 } })),
  };
  const pieces = [...jsonPieces(data, { indent: 2 })];
  expect(pieces.length).toBeGreaterThan(1000);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100);
});

test('puts each item of a list on a line where that is asked for', () => {
  const text = joined(
    {
      people: [
        { a: 1, b: [2] },
        { a: 3, b: [] },
      ],
    },
    { indent: 2, itemsOnOneLine: true },
  );
  expect(text.split('\n')).toEqual([
    '{',
    '  "people": [',
    '    {"a":1,"b":[2]},',
    '    {"a":3,"b":[]}',
    '  ]',
    '}',
  ]);
});
