import { extentFor, type Wishes } from '../../../src/commands/run/wishes.ts';
import type { World } from '../../helpers/team-builder.ts';

/** What a run is to bring about for the roster of a world, made up where the world says nothing. */
export function wishesOf(world: World, fields: Partial<Wishes> = {}): Wishes {
  const { settings } = world.input();
  return {
    people: world.people,
    origin: { source: 'roster.csv', format: 'csv', sha256: 'a' },
    settings,
    settingsFile: null,
    extent: extentFor(world.people, settings),
    limits: {},
    only: [],
    acceptListing: false,
    warnings: [],
    readMs: 1.4,
    roster: null,
    acceptRoster: false,
    agreed: null,
    resumes: null,
    ...fields,
  };
}
