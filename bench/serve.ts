import { once } from 'node:events';
import type { Place } from './program.ts';
import { writeSettings } from './settings.ts';
import { withServer } from './start-server.ts';
import { prepareRoster } from './suites/scale.ts';

/** Serves a team of so many people and prints how to run teamsync against it, say under a profiler, until Ctrl-C. */
export async function serveUntilInterrupted(place: Place, members: number): Promise<number> {
  const roster = await prepareRoster(place, members);
  const settings = writeSettings(place.folder);
  await withServer({ members, latencyMs: 0, writesPerSecond: null }, async ({ url }) => {
    process.stdout.write(
      [
        `export TEAMSYNC_DROPBOX_API_URL=${url} TEAMSYNC_DROPBOX_ACCESS_TOKEN=measured`,
        `export TEAMSYNC_CONFIG_DIR=${place.folder}/config TEAMSYNC_STATE_DIR=${place.folder}/state`,
        `# node --cpu-prof bin/teamsync.js reconcile ${roster} --settings ${settings} --dry-run`,
        '# Ctrl-C ends the server and removes these files.',
        '',
      ].join('\n'),
    );
    await once(process, 'SIGINT');
  });
  return 0;
}
