import type { Warning } from '../errors.ts';
import { warningOf } from './logins.ts';
import { quoted } from './problem.ts';
import type { FieldName, Row } from './row.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DATE = new RegExp(
  `^(?:\\d{1,2}[- ]${MONTH}(?:[- ]\\d{2,4})?|${MONTH}[- ]\\d{2,4}|\\d{1,4}([-/.])\\d{1,2}\\1\\d{1,4})$`,
  'i',
);
const SCIENTIFIC = /^\d(?:[.,]\d+)?e\+\d{1,3}$/i;
const NUMBER = /^[1-9]\d*$/;
/** Longer than any date or number that a spreadsheet writes. */
const LONGEST_DAMAGED = 24;

interface Place {
  line: number;
  text: string;
}

/** A warning for each way in which a spreadsheet seems to have rewritten ids: as dates, as powers of ten, without zeros. */
export function damageWarnings(rows: readonly Row[], columns: ReadonlyMap<FieldName, string>): Warning[] {
  const dates: Place[] = [];
  const powers: Place[] = [];
  for (const { line, externalId } of rows) {
    if (externalId === null || externalId.length > LONGEST_DAMAGED) continue;
    if (DATE.test(externalId)) dates.push({ line, text: quoted(externalId) });
    else if (SCIENTIFIC.test(externalId)) powers.push({ line, text: quoted(externalId) });
  }
  const name = quoted(columns.get('externalId') ?? 'externalId');
  return [
    ...warningOf('id_became_date', `A spreadsheet seems to have turned ids in ${name} into dates`, dates),
    ...warningOf('id_became_number', `A spreadsheet seems to have rounded ids in ${name}`, powers),
    ...warningOf(
      'id_lost_zeros',
      `Leading zeros may be missing from ids in ${name}, as most of them are longer`,
      shortened(rows),
    ),
  ];
}

/** The ids that are shorter than most, where all are numbers and none begins with a zero. */
function shortened(rows: readonly Row[]): Place[] {
  let longest = 0;
  let count = 0;
  for (const { externalId } of rows) {
    if (externalId === null) continue;
    if (!NUMBER.test(externalId)) return [];
    count += 1;
    longest = Math.max(longest, externalId.length);
  }
  const shorter = rows.flatMap(({ line, externalId }) =>
    externalId === null || externalId.length === longest ? [] : [{ line, text: quoted(externalId) }],
  );
  return shorter.length * 2 < count ? shorter : [];
}
