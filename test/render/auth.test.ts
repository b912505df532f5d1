import { expect, test } from 'vitest';
import { purposeOf, SCOPES_OF } from '../../src/auth/scopes.ts';
import { renderAppGuide } from '../../src/render/app-guide.ts';
import { renderAuthStatus, renderLogin, type AuthStatus } from '../../src/render/auth.ts';
import { plain } from './everything.ts';

const style = { paint: plain().paint, profile: ' --profile acme', path: '/home/ana/acme.json', purposeOf };
const status: AuthStatus = {
  authorized: true,
  source: 'file',
  team: { id: 'dbtid:1', name: 'Acme' },
  admin: { memberId: 'dbmid:1', email: 'ann@example.com' },
  scopes: [...SCOPES_OF.write],
  missingScopes: ['members.delete'],
  expiresAt: '2026-03-02T14:00:00.000Z',
  valid: true,
};

test('the status names team, admin, credential, expiry and what each scope allows', () => {
  expect(renderAuthStatus(status, style)).toMatchInlineSnapshot(`
    "Authorized for Acme (dbtid:1) by ann@example.com
    Credential    /home/ana/acme.json
    Access token  until 2026-03-02T14:00:00.000Z
    Works         yes
    Scopes
      team_info.read  reading the name and the licences of the team
      members.read    listing members
      groups.read     reading groups
      members.write   inviting, suspending and updating members
      groups.write    changing groups
      members.delete  missing: no removing and recovering members and withdrawing invitations
    "
  `);
});

test('what a credential of the environment does not tell is said', () => {
  const bare = { team: null, admin: null, scopes: null, missingScopes: null, expiresAt: null, valid: null };
  expect(renderAuthStatus({ ...status, ...bare, source: 'environment' }, style)).toMatchInlineSnapshot(`
    "Authorized for a Dropbox team
    Credential    environment
    Works         not asked
    Scopes        this credential does not tell
    "
  `);
});

test('a login that no longer works says so, and nobody is no text at all', () => {
  const dead = { ...status, authorized: false, valid: false, source: 'keychain' as const };
  expect(renderAuthStatus(dead, style)).toContain('Works         no');
  expect(renderAuthStatus(dead, style)).toContain('Credential    system keychain');
  expect(renderAuthStatus({ ...dead, source: null }, style)).toBe('');
});

test('a new login says what to type next, with the profile', () => {
  expect(renderLogin(status, style)).toContain('teamsync reconcile ROSTER --dry-run --profile acme');
});

test('text from Dropbox cannot steer the terminal', () => {
  const team = { id: 'dbtid:\u001b[2J', name: 'Ac\u202eme' };
  const admin = { memberId: 'm', email: 'a\u0007@x.org' };
  const text = renderAuthStatus({ ...status, team, admin, scopes: ['odd\u001b[1m'] }, style);
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('not used by teamsync');
});

test('the guide names every scope and every redirect URI', () => {
  const redirectUris = ['http://127.0.0.1:8765/callback', 'http://127.0.0.1:8766/callback'];
  const text = renderAppGuide({ scopes: SCOPES_OF.read, redirectUris });
  for (const words of [...SCOPES_OF.read, ...redirectUris, 'Scoped access']) expect(text).toContain(words);
  expect(text).not.toContain('members.delete');
});
