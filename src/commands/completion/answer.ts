import type { Command } from 'commander';
import { clean } from '../../render/clean.ts';
import { renderAnswer, type Answer, type Candidate } from '../../render/completion/answer.ts';
import type { Shell } from '../../render/completion/scripts.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { offer } from './offer.ts';
import { locate } from './position.ts';
import { wordsFrom } from './words.ts';

/** More than a shell shows without asking whether it shall. */
const MOST_CANDIDATES = 100;

export interface AnswerInput {
  program: Command;
  shell: Shell;
  /** What the shell hands over of its command line, up to the cursor. */
  words: readonly string[];
}

/** Answers a shell with what may stand at the cursor. Whatever goes wrong, it only offers less: nobody asked to see an error. */
export async function runAnswer(context: Context, { program, shell, words }: AnswerInput): Promise<Outcome> {
  const text = await answerTo(context, program, shell, words)
    .then((answer) => renderAnswer(answer, shell))
    .catch(() => '');
  return { ...done({}, text), verbatim: true };
}

async function answerTo(
  context: Context,
  program: Command,
  shell: Shell,
  given: readonly string[],
): Promise<Answer> {
  const position = locate(program, wordsFrom(shell, given));
  const answer = await offer(context, position);
  if (answer.kind === 'files') return answer;
  const typed = position.typed.toLowerCase();
  const candidates = answer.candidates
    .filter((candidate) => candidate.value.toLowerCase().startsWith(typed))
    .filter((candidate) => canBeTyped(candidate, position.expected.what === 'option'))
    .slice(0, MOST_CANDIDATES)
    .map(({ value, about }) => ({ value: `${position.before}${value}`, about }));
  return { kind: answer.kind, candidates };
}

/** A word with control characters would do harm, and one that begins with a dash would be taken for an option. */
function canBeTyped({ value }: Candidate, isOption: boolean): boolean {
  return value !== '' && clean(value) === value && (isOption || !value.startsWith('-'));
}
