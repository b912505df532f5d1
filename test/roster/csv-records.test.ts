import { Readable } from 'node:stream';

import { CsvError } from 'csv-parse';
import { parse as csvParse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { hasStrayQuote, LONGEST_RECORD } from '../../src/roster/csv-quotes.ts';
import { parseRecords, type CsvRecord } from '../../src/roster/csv-records.ts';
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

it('takes a row that is long, and less than too long', async () => {
  const name = 'x'.repeat(LONGEST_RECORD / 2);
  expect(await linesOf(`a,${name}\nb,c\n`)).toEqual([
    [1, `a|${name}`],
    [2, 'b|c'],
  ]);
});

it.each(['a\n', '"a\n'])('ends with the error of its source, after %j', async (text) => {
  async function* broken(): AsyncGenerator<string> {
    yield text;
    await Promise.reject(new Error('the disk is gone'));
  }
  const parsing = parseRecords(broken(), ',', new Problems(), () => undefined);
  await expect(parsing).rejects.toThrow('the disk is gone');
});

describe('a long text', () => {
  const piece = fc.string({
    unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\t', 'é', ' '),
    maxLength: 40,
  });

  it('is read as csv-parse reads it at once, wherever it is divided', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 4 }), fc.integer(), async (parts, seed) => {
        const text = parts.map((part) => `${part}\n`.repeat(1 + (Math.abs(seed) % 3000))).join('');
        const expected = atOnce(text);
        const { records, problems } = await parse(text, 10_000);
        if (expected === null) expect(problems).toHaveLength(1);
        else {
          expect(records.map(({ cells }) => cells)).toEqual(expected.map(({ record }) => record));
          // Where nothing has to be explained, the raw text need not be there.
          const told = records.map(({ special, raw }, row) => (special ? bare(raw) : expected[row]?.raw));
          expect(told).toEqual(expected.map(({ raw }) => raw));
        }
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    ['every cell quoted', '"a","b c",""'],
    ['one quote doubled', '"a","b ""c"" d",""'],
    ['a comma in quotes', '"a, b",c,d'],
  ])('with %s is read as csv-parse reads it', async (_what, row) => {
    const text = `${row}\n`.repeat(5000);
    const { records, problems } = await parse(text, 50_000);
    expect(problems).toEqual([]);
    expect(records.map(({ cells }) => cells)).toEqual(atOnce(text)?.map(({ record }) => record));
    expect(records.map(({ line }) => line)).toEqual(records.map((_record, index) => index + 1));
  });

  it('with old line ends is read without an end in sight', async () => {
    const { records, problems } = await parse('a,b\r'.repeat(LONGEST_RECORD), 65_536);
    expect(records).toHaveLength(LONGEST_RECORD);
    expect(problems).toEqual([]);
  });
});

/** What csv-parse makes of a text; null where it refuses it. */
function atOnce(text: string): { record: string[]; raw: string }[] | null {
  try {
    const parsed = csvParse(text, {
      raw: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      skip_empty_lines: false,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LONGEST_RECORD,
    }) as unknown as { record: string[]; raw: string }[];
    return parsed.map(({ record, raw }) => ({ record, raw: bare(raw) }));
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** csv-parse leaves parts of a line end in the raw text. */
function bare(raw: string): string {
  return raw.replace(/[\r\n]+$/, '').replace(/^[\r\n]+/, '');
}
