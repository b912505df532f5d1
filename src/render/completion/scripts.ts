import { BASH } from './bash.ts';
import { FISH } from './fish.ts';
import { POWERSHELL } from './powershell.ts';
import { ZSH } from './zsh.ts';

/** The shells that can complete. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

export type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH, powershell: POWERSHELL };

/** The script that makes a shell complete command lines. */
export function renderScript(shell: Shell): string {
  return SCRIPTS[shell];
}
