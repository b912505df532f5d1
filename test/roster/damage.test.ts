import { describe, expect, it } from 'vitest';

import { damageWarnings } from '../../src/roster/damage.ts';
import { emptyRow } from '../../src/roster/row.ts';

function codesFor(...ids: (string | null)[]): string[] {
  const rows = ids.map((externalId, index) => ({ ...emptyRow(index + 2), externalId }));
  return damageWarnings(rows, new Map([['externalId', 'Employee #']])).map(({ code }) => code);
}

describe('damageWarnings', () => {
  it.each(['1-Mar', '01-Mar-26', '1 March 2026', 'Mar-26', '2026-03-01', '3/1/2026', '01.03.2026'])(
    'finds that %s was no date',
    (id) => {
      expect(codesFor(id, 'E1')).toEqual(['id_became_date']);
    },
  );

  it.each(['1.23E+05', '1,2e+11', '4E+15'])('finds that %s was rounded', (id) => {
    expect(codesFor(id, 'E1')).toEqual(['id_became_number']);
  });

  it.each([
    'E1',
    '12-34',
    '1.5',
    'ABC-12',
    '2026-03',
    '1-2-3-4',
    '1E5',
    'Martin 12',
    '7cc0c81b-f2a2-489a-8243-eda96da4214d',
    '1'.repeat(64),
  ])('lets %s pass', (id) => {
    expect(codesFor(id, 'E1', null)).toEqual([]);
  });

  it('finds shorter numbers among longer ones', () => {
    const rows = ['10001', '123', '10002', '10003'].map((externalId, index) => ({
      ...emptyRow(index + 2),
      externalId,
    }));
    expect(damageWarnings(rows, new Map())).toEqual([
      {
        code: 'id_lost_zeros',
        message:
          'Leading zeros may be missing from ids in "externalId", as most of them are longer: line 3 "123".',
      },
    ]);
  });

  it.each([
    [['1', '2', '3', '10']],
    [['00123', '10001', '10002']],
    [['10001', '10002', null]],
    [['10001', 'E1', '1']],
    [[]],
  ])('sees no lost zeros in %j', (ids) => {
    expect(codesFor(...ids)).toEqual([]);
  });
});
