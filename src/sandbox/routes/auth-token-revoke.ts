import { revoke } from '../oauth/grants.ts';
import { defineBareRoute } from '../route.ts';

/** `auth/token/revoke`: ends the token that it is called with, and all that came of the same grant. */
export const authTokenRevoke = defineBareRoute({
  path: 'auth/token/revoke',
  scope: null,
  access: 'record',
  run({ team, bearer }) {
    revoke(team, bearer);
    return null;
  },
});
