import { Readable } from 'node:stream';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hasStrayQuote, LONGEST_RECORD, parseRecords, type CsvRecord } from '../../src/roster/csv-records.ts';
import { Problems, type Problem } from '../../src/roster/problem.ts';

async function parse(
  text: string,
  size = text.length,
): Promise<{ records: CsvRecord[]; problems: Problem[] }> {
  const characters = Array.from(text);
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += size) pieces.push(characters.slice(at, at + size).join(''));
  const problems = new Problems();
  const records: CsvRecord[] = [];
  await parseRecords(Readable.from(pieces), ',', problems, (record) => records.push(record));
  return { records, problems: problems.sorted() };
}

async function linesOf(text: string): Promise<[number, string][]> {
  const { records } = await parse(text);
  return records.map(({ line, cells }) => [line, cells.join('|')]);
}

describe('parseRecords', () => {
  it.each([
    ['line feeds', 'a,b\nc,d\n'],
    ['CRLF', 'a,b\r\nc,d\r\n'],
    ['carriage returns', 'a,b\rc,d\r'],
    ['a mixture', 'a,b\r\nc,d\n'],
    ['no last line end', 'a,b\nc,d'],
  ])('reads %s', async (_what, text) => {
    expect(await linesOf(text)).toEqual([
      [1, 'a|b'],
      [2, 'c|d'],
    ]);
  });

  it('counts blank lines', async () => {
    expect(await linesOf('\n\na\r\n\r\nb')).toEqual([
      [1, ''],
      [2, ''],
      [3, 'a'],
      [4, ''],
      [5, 'b'],
    ]);
  });

  it.each(['\n', '\r\n', '\r'])('counts the lines inside cells that break with %j', async (end) => {
    expect(await linesOf(`"a${end}b${end}c",d\nnext`)).toEqual([
      [1, `a${end}b${end}c|d`],
      [4, 'next'],
    ]);
  });

  it('marks the records that have to be looked at', async () => {
    const { records } = await parse('a,b\n"c",d\n"e""f",g\nh\t,i\n"j\nk",l\n');
    expect(records.map(({ special }) => special)).toEqual([false, false, true, true, true]);
  });

  it('says where a quote opened that never closes', async () => {
    const { records, problems } = await parse('a,b\nc,d\n\n"x""y","e\nf,g\nh,i\n');
    expect(records).toHaveLength(3);
    expect(problems).toMatchObject([{ line: 4, column: null, code: 'unclosed_quote' }]);
  });

  it('finds the line of an unclosed quote behind a cell with line breaks', async () => {
    const { problems } = await parse('a\n"b\nc","d\ne');
    expect(problems).toMatchObject([{ line: 3, code: 'unclosed_quote' }]);
  });

  it('gives up an unclosed quote before it has swallowed a large file', async () => {
    const { problems } = await parse(`a,b\n"c,d\n${'e,f\n'.repeat(LONGEST_RECORD)}`, 65_536);
    expect(problems).toMatchObject([{ line: 2, code: 'unclosed_quote' }]);
  });

  it('refuses a row without end', async () => {
    const { problems } = await parse(`a\n\n${'b'.repeat(LONGEST_RECORD + 10)}`);
    expect(problems).toMatchObject([{ line: 3, code: 'row_too_long' }]);
  });

  it('goes on after a stray quote', async () => {
    expect(await linesOf('"a" x,b\nc"d,e\nf,g')).toEqual([
      [1, '"a" x|b'],
      [2, 'c"d|e'],
      [3, 'f|g'],
    ]);
  });

  it('passes on what goes wrong with the text itself', async () => {
    const broken = Readable.from(
      (function* () {
        yield 'a\n';
        throw new RangeError('broken');
      })(),
    );
    await expect(parseRecords(broken, ',', new Problems(), () => undefined)).rejects.toThrow(RangeError);
  });

  it('reads back whatever cells were written, however the text is divided', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', '"', ',', ';', '\n', '\r', 'é', '🙂') });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 7 }), async (rows, size) => {
        const text = rows
          .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const { records, problems } = await parse(text, size);
        expect(problems).toEqual([]);
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        expect(records.some(({ raw }) => hasStrayQuote(raw, ','))).toBe(false);
      }),
    );
  });
});

describe('hasStrayQuote', () => {
  it.each(['a,b', '"a",b', '"a""b",', ',"",""""', '"a\nb",c', 'a,"b"\r', '', 'a;"b'.replace('"', '')])(
    'finds none in %j',
    (raw) => {
      expect(hasStrayQuote(raw, ',')).toBe(false);
    },
  );

  it.each(['a"b,c', '"a" ,b', ' "a",b', '"a"b",c', 'a,b"', '"a""b""c'])('finds one in %j', (raw) => {
    expect(hasStrayQuote(raw, ',')).toBe(true);
  });

  it.each([';', '\t'] as const)('divides cells by %j', (delimiter) => {
    expect(hasStrayQuote(`"a"${delimiter}"b,c"`, delimiter)).toBe(false);
    expect(hasStrayQuote(`"a","b"`, delimiter)).toBe(true);
  });
});
