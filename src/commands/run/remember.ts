import { rememberedAfter, type Deeds } from '../../plan/remember.ts';
import { keptShape, readMemory, writeMemory } from '../../state/memory.ts';

/**
 * Adds what a run did to what is remembered of its team; a run that adds nothing writes nothing. Only one that looked at
 * the invitations of a whole roster makes the team a known one: after any other, nobody knows who was reminded before.
 */
export async function remember(
  stateFolder: string,
  teamId: string,
  { looked, ...deeds }: Deeds & { looked: boolean },
): Promise<void> {
  const memory = await readMemory(stateFolder, teamId);
  const after = { ...rememberedAfter(memory, deeds), known: memory.known || looked };
  const same = JSON.stringify(keptShape(memory)) === JSON.stringify(keptShape(after));
  if (!same) await writeMemory(stateFolder, teamId, after);
}
