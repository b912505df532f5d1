import type { Dropbox } from 'dropbox';
import type { TeamWriter } from '../team.ts';
import { additions } from './additions.ts';
import { groupChanges } from './group-changes.ts';
import { memberChanges } from './member-changes.ts';
import { removals } from './removals.ts';

/** Writes to a team through the official client, every option sent explicitly, because Dropbox's defaults destroy data. */
export function createWriter(client: Dropbox): TeamWriter {
  return { ...additions(client), ...memberChanges(client), ...removals(client), ...groupChanges(client) };
}
