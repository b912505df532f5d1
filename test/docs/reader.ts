import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { teamsync } from '../helpers/run-main.ts';
import { wordsOf, type Step } from './page.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const START = Date.parse('2026-03-02T10:00:00Z');
const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 24 * 60;
const ELISION = '…';

/** Does what a page says, step by step. */
export interface Reader {
  /** What a command wrote; nothing for a step that is none. */
  follow: (step: Step) => Promise<string[]>;
}

/** Somebody with an empty folder, a new rehearsal team, and a clock that goes on by a minute with each command. */
export async function newReader(): Promise<Reader> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-docs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await symlink(join(ROOT, 'fixtures'), join(folder, 'fixtures'));
  let minutes = 0;
  let exitCode = 0;
  const type = async (command: string): Promise<string> => {
    const [program, ...argv] = wordsOf(command);
    if (command === 'echo $?') return String(exitCode);
    if (program === 'cat') return readFile(join(folder, argv[0] ?? ''), 'utf8');
    if (program !== 'teamsync') throw new Error(`A page tells its reader to type ${command}.`);
    minutes += 1;
    // The emulator dates its answers by the clock of this machine, with which doctor compares its own.
    const isDoctor = argv[0] === 'doctor';
    const home = isDoctor ? join(folder, 'doctor') : folder;
    const ran = await teamsync('', {
      argv,
      cwd: folder,
      env: {
        TEAMSYNC_CONFIG_DIR: join(home, '.config', 'teamsync'),
        TEAMSYNC_STATE_DIR: join(home, '.state', 'teamsync'),
      },
      now: () => (isDoctor ? new Date() : new Date(START + minutes * MINUTE_MS)),
      random: chanceFrom(minutes),
    });
    exitCode = ran.exitCode;
    return `${ran.stdout}${ran.stderr}`.replaceAll(folder, '~');
  };
  return {
    async follow(step) {
      if (step.kind === 'later') minutes += step.days * MINUTES_A_DAY;
      if (step.kind === 'file') await writeFile(join(folder, step.name), step.text);
      if (step.kind !== 'command') return [];
      return linesOf(await type(step.command));
    },
  };
}

/** Chance that is the same every time, so that a page can show the ids of its runs. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/** True where a page shows what was written; a line of nothing but "…" stands for any lines. */
export function shows(shown: readonly string[], written: readonly string[]): boolean {
  const [first, ...rest] = shown;
  if (first === undefined) return written.length === 0;
  if (first.trim() !== ELISION) {
    return first.trimEnd() === written[0] && shows(rest, written.slice(1));
  }
  return Array.from({ length: written.length + 1 }, (_, skipped) => skipped).some((skipped) =>
    shows(rest, written.slice(skipped)),
  );
}
