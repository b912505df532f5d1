import { distance } from 'fastest-levenshtein';

/** More slips of the keyboard than this make another word. */
const MOST_SLIPS = 3;
/** Which part of a word must be right, so that short words do not all resemble one another. */
const LEAST_ALIKE = 0.4;
/** Letters that are taken for the beginning of a long word. */
const BEGINNING = 3;

/** Those of some words that were probably meant: the nearest ones, or those that begin so; often none. */
export function nearestWords(typed: string, known: readonly string[]): string[] {
  const word = typed.toLowerCase();
  const unique = [...new Set(known)];
  const scored = unique.map((candidate) => ({
    candidate,
    slips: slipsBetween(word, candidate.toLowerCase()),
  }));
  const alike = scored.filter(({ candidate, slips }) => {
    const length = Math.max(word.length, candidate.length);
    return slips <= MOST_SLIPS && (length - slips) / length > LEAST_ALIKE;
  });
  const least = Math.min(...alike.map(({ slips }) => slips));
  if (alike.length > 0) return alike.filter(({ slips }) => slips === least).map(({ candidate }) => candidate);
  return word.length < BEGINNING ? [] : unique.filter((candidate) => candidate.startsWith(word));
}

/** The same letters in another order are one slip. */
function slipsBetween(word: string, candidate: string): number {
  const letters = (text: string): string => Array.from(text).sort().join('');
  const slips = distance(word, candidate);
  return letters(word) === letters(candidate) ? Math.min(slips, 1) : slips;
}
