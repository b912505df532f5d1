import type { Shell } from '../../render/completion/scripts.ts';
import { dequote } from './dequote.ts';

/** The words of a command line, as its shell hands them over; the last is the one that the cursor is in. */
export function wordsFrom(shell: Shell, given: readonly string[]): string[] {
  switch (shell) {
    // Bash hands over what was typed, quotes and all.
    case 'bash':
      return given.map(dequote);
    // Fish takes the quotes off all words but the last.
    case 'fish':
      return given.map((word, index) => (index === given.length - 1 ? dequote(word) : word));
    case 'zsh':
      return [...given];
    // The one argument holds all words, because Windows PowerShell loses empty ones and quotes on the way.
    case 'powershell':
      return (given[0] ?? '').split('/').slice(1).map(decodeURIComponent);
  }
}
