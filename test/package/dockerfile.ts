/** One instruction of a Dockerfile, its continued lines joined. */
export interface Instruction {
  name: string;
  /** Such as `--from=build`, in front of everything else. */
  flags: string[];
  /** All behind the flags. */
  rest: string;
}

const COMMENT = /^\s*#/;

/** Takes a Dockerfile apart; what each instruction means is left to whoever asks. */
export function parseDockerfile(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !COMMENT.test(line));
  return lines
    .join('\n')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(instructionOf);
}

/** The words of an instruction in exec form; `null` for the shell form. */
export function execForm(text: string): string[] | null {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    return null;
  }
}

function instructionOf(line: string): Instruction {
  const [name = '', ...words] = line.trim().split(/\s+/);
  const first = words.findIndex((word) => !word.startsWith('--'));
  return {
    name: name.toUpperCase(),
    flags: words.slice(0, Math.max(first, 0)),
    rest: words.slice(first).join(' '),
  };
}
