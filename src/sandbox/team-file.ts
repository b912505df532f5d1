import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { listProblems } from './seed-file.ts';
import { stateSchema, STATE_VERSION, type TeamState } from './state.ts';

/** The file holds an access token, so only its owner may read it. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** The team file cannot be used as it is; the message says which file, why, and what mends it. */
export class SandboxFileError extends Error {
  override readonly name = 'SandboxFileError';
  readonly file: string;

  constructor(file: string, reason: string, cause?: unknown) {
    super(`The sandbox team in ${file} ${reason}. \`teamsync sandbox reset\` mends it.`, { cause });
    this.file = file;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function parseState(text: string, file: string): TeamState {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SandboxFileError(file, 'is damaged: it is not JSON', cause);
  }
  const version: unknown =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (version !== undefined && version !== STATE_VERSION) {
    const found = JSON.stringify(version);
    throw new SandboxFileError(
      file,
      `has format version ${found}, this program reads ${String(STATE_VERSION)}`,
    );
  }
  const parsed = stateSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [problem = 'unknown problem'] = listProblems(parsed.error);
  throw new SandboxFileError(file, `is damaged: ${problem}`);
}

/** One file with a team in it, that several processes may use by turns. */
export class TeamFile {
  readonly path: string;
  #seen: string | null = null;

  constructor(path: string) {
    this.path = path;
  }

  /** The team in the file, or `null` when there is no file yet. */
  read(): TeamState | null {
    // Stamped before it is read: a write in between is then seen as a change, never missed.
    const stamp = this.#stamp();
    if (stamp === null) return null;
    const state = parseState(readFileSync(this.path, 'utf8'), this.path);
    this.#seen = stamp;
    return state;
  }

  /** Replaces the file in one step, so that nobody ever reads half a team. */
  write(state: TeamState): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: FOLDER_MODE });
    writeFileAtomic.sync(this.path, `${JSON.stringify(state)}\n`, { mode: FILE_MODE, fsync: false });
    this.#seen = this.#stamp();
  }

  /** True when another process has written the file since it was last read or written here. */
  hasChanged(): boolean {
    const stamp = this.#stamp();
    return stamp !== null && stamp !== this.#seen;
  }

  #stamp(): string | null {
    try {
      const { ino, mtimeNs, size } = statSync(this.path, { bigint: true });
      return [ino, mtimeNs, size].join(' ');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }
}
