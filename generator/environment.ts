/** An environment variable, what it does, and the option that says the same on the command line. */
export interface Variable {
  name: string;
  meaning: string;
  option?: string;
}

/** Every environment variable that teamsync looks at. */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'TEAMSYNC_PROFILE',
    meaning: 'The profile where the command line names none.',
    option: '--profile',
  },
  { name: 'TEAMSYNC_CONFIG_DIR', meaning: 'The folder of settings and logins.' },
  { name: 'TEAMSYNC_STATE_DIR', meaning: 'The folder of everything that is kept between runs.' },
  {
    name: 'TEAMSYNC_DROPBOX_APP_KEY',
    meaning: 'The key of the Dropbox app; it is no secret.',
    option: '--app-key',
  },
  {
    name: 'TEAMSYNC_DROPBOX_APP_SECRET',
    meaning: 'The secret of the app, for refresh tokens that were made without PKCE.',
  },
  {
    name: 'TEAMSYNC_DROPBOX_REFRESH_TOKEN',
    meaning: 'A refresh token, used instead of a stored login; needs the app key beside it.',
  },
  {
    name: 'TEAMSYNC_DROPBOX_ACCESS_TOKEN',
    meaning: 'An access token, used instead of everything else; good for four hours.',
  },
  {
    name: 'TEAMSYNC_DROPBOX_…_FILE',
    meaning: 'The same four as files: TEAMSYNC_DROPBOX_REFRESH_TOKEN_FILE names a file that holds the token.',
  },
  {
    name: 'TEAMSYNC_WEBHOOK_URL',
    meaning: 'Where the end of a run is reported, as notify.on says. The address is a secret.',
  },
  {
    name: 'TEAMSYNC_DROPBOX_API_URL',
    meaning: 'Another place for API calls, such as a sandbox: https, or http on this machine.',
  },
  { name: 'TEAMSYNC_DROPBOX_AUTH_URL', meaning: 'Another place for the login page, by the same rule.' },
  {
    name: 'HTTPS_PROXY, HTTP_PROXY, NO_PROXY',
    meaning: 'The proxy for connections to Dropbox, and what needs none; small letters do as well.',
  },
  {
    name: 'NO_COLOR, FORCE_COLOR',
    meaning: 'No colours, or colours in a pipe as well; TERM=dumb means none.',
    option: '--no-color',
  },
  { name: 'CI', meaning: 'Set to anything: nothing is asked.', option: '--no-input' },
  { name: 'BROWSER', meaning: 'The browser that a login opens.' },
];
