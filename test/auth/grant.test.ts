import { expect, test } from 'vitest';
import { checkGrant } from '../../src/auth/grant.ts';
import type { TokenAnswer } from '../../src/auth/oauth.ts';
import { SCOPES_OF } from '../../src/auth/scopes.ts';
import { Secret } from '../../src/auth/secret.ts';
import { everythingOf, thrownBy } from './surroundings.ts';
import { ACCESS, REFRESH } from './token-endpoint.ts';

function granted(changes: Partial<TokenAnswer> = {}): TokenAnswer {
  return {
    accessToken: new Secret(ACCESS),
    refreshToken: new Secret(REFRESH),
    lifetimeMs: 14_400_000,
    scopes: [...SCOPES_OF.full],
    teamId: 'dbtid:AAB',
    ...changes,
  };
}

function refusalOf(changes: Partial<TokenAnswer>, asked: readonly string[] = SCOPES_OF.full): unknown {
  const error = thrownBy(() => checkGrant(granted(changes), asked));
  expect(everythingOf(error)).not.toContain('SENTINEL');
  return error;
}

test('a grant of a team with all that was asked for is taken', () => {
  const answer = granted();
  expect(checkGrant(answer, SCOPES_OF.full)).toEqual({
    refreshToken: answer.refreshToken,
    teamId: 'dbtid:AAB',
    scopes: [...SCOPES_OF.full],
  });
});

test('a grant of one account is exit 6, whatever scopes it has', () => {
  for (const scopes of [[...SCOPES_OF.full], [], null]) {
    const error = refusalOf({ teamId: null, scopes });
    expect(error).toMatchObject({ code: 'not_a_team_token', exitCode: 6 });
    expect(String(error)).toContain('Nothing was stored');
  }
});

test('every scope that was asked for and not granted is named with what it is for', () => {
  const error = refusalOf({ scopes: ['team_info.read', 'groups.read', 'groups.write'] });
  expect(error).toMatchObject({
    code: 'scopes_missing',
    exitCode: 6,
    details: {
      granted: ['team_info.read', 'groups.read', 'groups.write'],
      missing: ['members.read', 'members.write', 'members.delete'],
    },
  });
  const phrases = [
    '"members.read" (listing members)',
    '"members.write" (inviting, suspending and updating members)',
    '"members.delete" (removing and recovering members and withdrawing invitations)',
  ];
  expect(String(error)).toContain(`Missing: ${phrases.join(', ')}. Nothing was stored.`);
});

test('a grant of nothing lacks everything', () => {
  expect(refusalOf({ scopes: [] }, SCOPES_OF.read)).toMatchObject({
    code: 'scopes_missing',
    details: { missing: [...SCOPES_OF.read] },
  });
});

test('a scope that teamsync has no words for is named all the same', () => {
  expect(String(refusalOf({ scopes: [] }, ['files.read']))).toContain('Missing: "files.read". ');
});

test('an answer that does not say what was granted means what was asked for', () => {
  expect(checkGrant(granted({ scopes: null }), SCOPES_OF.write).scopes).toEqual([...SCOPES_OF.write]);
});

test('more than was asked for is taken, and remembered', () => {
  const scopes = ['events.read', ...SCOPES_OF.full];
  expect(checkGrant(granted({ scopes }), SCOPES_OF.read).scopes).toEqual(scopes);
});

test('a grant without a refresh token is no usable answer', () => {
  expect(refusalOf({ refreshToken: null })).toMatchObject({ code: 'unusable_token_answer', exitCode: 8 });
});
