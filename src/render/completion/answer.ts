import { clean } from '../clean.ts';
import type { Shell } from './scripts.ts';

/** Longer descriptions are cut: a shell has one line for each. */
const LONGEST_ABOUT = 100;

/** A word that may stand at the cursor, and what it means. */
export interface Candidate {
  value: string;
  about: string;
}

/** What may stand at the cursor: some words, words that go on behind what is offered, or files after some text. */
export type Answer =
  { kind: 'words' | 'beginnings'; candidates: readonly Candidate[] } | { kind: 'files'; before: string };

/**
 * An answer as the scripts read it: first a line that names its kind, then a line for each word, with its description
 * behind a tab; for files, what stands before them.
 */
export function renderAnswer(answer: Answer, shell: Shell): string {
  // Windows PowerShell reads programs in a code page of long ago, which plain ASCII survives.
  const field = shell === 'powershell' ? encodeURIComponent : (text: string) => text;
  const lines =
    answer.kind === 'files'
      ? [field(answer.before)]
      : answer.candidates.map(({ value, about }) => `${field(value)}\t${field(shortened(about))}`);
  return [`:${answer.kind}`, ...lines].map((line) => `${line}\n`).join('');
}

function shortened(about: string): string {
  const characters = Array.from(clean(about));
  if (characters.length <= LONGEST_ABOUT) return characters.join('');
  return `${characters.slice(0, LONGEST_ABOUT - 1).join('')}…`;
}
