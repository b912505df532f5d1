import { randomBytes, randomInt } from 'node:crypto';

/** An account id is exactly 40 characters in the Stone specification: `dbid:` and 35 more. */
const ID_CHARACTERS = 35;
const ID_BYTES = 27;
const GROUP_ID_BYTES = 16;
const TOKEN_BYTES = 96;
const REFRESH_TOKEN_BYTES = 48;
const CODE_BYTES = 32;
const APP_KEY_CHARACTERS = 15;
const FOLDER_ID_DIGITS = 10;
const USER_IDS = 1e9;

function randomText(): string {
  return randomBytes(ID_BYTES).toString('base64url').slice(0, ID_CHARACTERS);
}

/** A fresh id of the given kind, shaped like Dropbox's own. */
export function newId(kind: 'dbmid' | 'dbid' | 'dbtid' | 'dbjid'): string {
  return `${kind}:${randomText()}`;
}

/** A fresh user id: a number as a string, from before accounts had ids. */
export function newUserId(): string {
  return String(randomInt(1, USER_IDS));
}

/** A fresh group id. */
export function newGroupId(): string {
  return `g:${randomBytes(GROUP_ID_BYTES).toString('hex')}`;
}

/** A fresh access token that nobody can guess. */
export function newAccessToken(): string {
  return `sl.u.${randomBytes(TOKEN_BYTES).toString('base64url')}`;
}

/** A fresh refresh token: 64 characters that need no escaping in a URL. */
export function newRefreshToken(): string {
  return randomBytes(REFRESH_TOKEN_BYTES).toString('base64url');
}

/** A fresh authorization code. */
export function newAuthorizationCode(): string {
  return randomBytes(CODE_BYTES).toString('base64url');
}

/** A fresh app key: 15 lower-case letters and digits. */
export function newAppKey(): string {
  return BigInt(`0x${randomBytes(ID_BYTES).toString('hex')}`)
    .toString(36)
    .padStart(APP_KEY_CHARACTERS, '0')
    .slice(-APP_KEY_CHARACTERS);
}

/** A fresh app secret: it looks like a key. */
export function newAppSecret(): string {
  return newAppKey();
}

/** A fresh key for signing cursors. */
export function newSecret(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/** A fresh folder id: Dropbox writes namespace ids as decimal strings. */
export function newFolderId(): string {
  return (randomBytes(6).readUIntBE(0, 6) % 10 ** FOLDER_ID_DIGITS)
    .toString()
    .padStart(FOLDER_ID_DIGITS, '1');
}

/** A fresh `X-Dropbox-Request-Id`: 32 hexadecimal digits. */
export function newRequestId(): string {
  return randomBytes(16).toString('hex');
}
