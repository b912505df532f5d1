import { TABLE_DIALECTS, TEAMSYNC, type Dialect } from './dialects.ts';
import { foldHeader, Vocabulary } from './field-names.ts';

const VOCABULARIES: ReadonlyMap<Dialect, Vocabulary> = new Map(
  [TEAMSYNC, ...TABLE_DIALECTS].map((dialect) => [dialect, new Vocabulary(dialect)]),
);

/** Everything that the files of a dialect call a column. */
export function vocabularyOf(dialect: Dialect): Vocabulary {
  return VOCABULARIES.get(dialect) ?? new Vocabulary(dialect);
}

/** The system whose export has such headers: of those whose sign is there the one that knows most of them, else our own. */
export function recogniseDialect(names: readonly string[]): Dialect {
  const folded = new Set(names.map(foldHeader));
  const exact = new Set(names.map((name) => name.trim()));
  const fitting = TABLE_DIALECTS.filter(
    ({ signs, spelt }) =>
      signs.some((sign) => sign.every((header) => folded.has(foldHeader(header)))) ||
      spelt.some((sign) => sign.every((header) => exact.has(header))),
  );
  let best = TEAMSYNC;
  let most = -1;
  for (const dialect of fitting) {
    const count = names.filter((name) => vocabularyOf(dialect).find(name) !== null).length;
    if (count > most) {
      best = dialect;
      most = count;
    }
  }
  return best;
}
