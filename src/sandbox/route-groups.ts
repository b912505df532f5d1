import { ADD_POLL_ROUTE, GROUP_POLL_ROUTE, MOVE_FILES_POLL_ROUTE, REMOVE_POLL_ROUTE } from './route-paths.ts';
import { ROUTES } from './route-table.ts';

/** The routes that tell how a job is doing. */
export const POLL_ROUTES: readonly string[] = [
  ADD_POLL_ROUTE,
  REMOVE_POLL_ROUTE,
  MOVE_FILES_POLL_ROUTE,
  GROUP_POLL_ROUTE,
];

/** Every route that can change the team. */
export const WRITE_ROUTES: readonly string[] = ROUTES.filter(({ access }) => access === 'write').map(
  ({ path }) => path,
);

/** Every route that only tells something; a poll is one, though a job may end with it. */
export const READ_ROUTES: readonly string[] = ROUTES.filter(
  ({ access, path }) => access === 'read' || POLL_ROUTES.includes(path),
).map(({ path }) => path);
