/** What lies where on a disk. */
export interface Place {
  path: string;
  meaning: string;
}

/** Everything that teamsync keeps, on Linux unless the text says otherwise. */
export const PLACES: readonly Place[] = [
  {
    path: '~/.config/teamsync/PROFILE.json',
    meaning: 'The settings and the login of a profile, readable by you alone.',
  },
  {
    path: '~/.local/state/teamsync/teams/TEAM/',
    meaning: 'Plans, journals, results and holds of a team, and the lock of the run that may write now.',
  },
  {
    path: '~/.cache/teamsync/compiled/',
    meaning: 'Compiled code of teamsync itself, so that it starts sooner. Delete it whenever you like.',
  },
  {
    path: '~/Library/Preferences/teamsync, ~/Library/Application Support/teamsync',
    meaning: 'The same two folders on macOS.',
  },
  {
    path: '%APPDATA%\\teamsync\\Config, %LOCALAPPDATA%\\teamsync\\Data',
    meaning: 'The same two folders on Windows.',
  },
];
