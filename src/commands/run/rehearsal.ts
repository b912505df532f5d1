import { join } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import type { Sandbox, SandboxOptions } from '../../sandbox/server.ts';

/** Where the sandbox of a state folder keeps its team. */
export function sandboxFile(stateFolder: string): string {
  return join(stateFolder, 'sandbox', 'team.json');
}

/** Starts the sandbox; a team file or a port that cannot be used is the user's to mend. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox } = await import('../../sandbox/server.ts');
  try {
    return await startSandbox(options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError('sandbox_unusable', reason, {
      hint: 'Check TEAMSYNC_STATE_DIR and the port; teamsync sandbox reset gives a damaged team its first state back.',
      cause,
    });
  }
}
