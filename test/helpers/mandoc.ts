import { spawnSync } from 'node:child_process';

/** What mandoc finds wrong with a manual page, one finding a line. */
export function lintManPage(path: string): string {
  return mandoc('-T', 'lint', '-W', 'warning', path);
}

/** A manual page as people read it on a terminal, without bold and underlined letters. */
export function readManPage(path: string): string {
  // Bold is a letter, a backspace and the letter again.
  const parts = mandoc('-T', 'utf8', '-O', 'width=200', path).split('\b');
  return parts.map((part, index) => (index < parts.length - 1 ? part.slice(0, -1) : part)).join('');
}

/** Throws where mandoc is not installed, because nothing else can tell what a page looks like. */
function mandoc(...args: string[]): string {
  const { error, stdout } = spawnSync('mandoc', args, { encoding: 'utf8' });
  if (error !== undefined)
    throw new Error(`These tests need mandoc (apt-get install mandoc): ${error.message}.`, { cause: error });
  return stdout;
}
