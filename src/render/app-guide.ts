/** How to create the Dropbox app that a login needs: which kind, which scopes, which redirect URIs. */
export function renderAppGuide({
  scopes,
  redirectUris,
}: {
  scopes: readonly string[];
  redirectUris: readonly string[];
}): string {
  return [
    'teamsync works through a Dropbox app of your own. To create it, or to find its key:',
    '',
    '  1. Open https://www.dropbox.com/developers/apps as an admin of the team.',
    '  2. Create app: "Scoped access", "Full Dropbox", any name.',
    '  3. On the tab Permissions tick these scopes, then Submit:',
    ...scopes.map((scope) => `       ${scope}`),
    '  4. On the tab Settings add these redirect URIs, exactly as they stand here:',
    ...redirectUris.map((uri) => `       ${uri}`),
    '  5. Copy the App key from the tab Settings.',
    '',
    '',
  ].join('\n');
}
