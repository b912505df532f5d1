import * as z from 'zod';
import { InvalidInputError } from '../errors.ts';
import type { OAuthApp } from './oauth.ts';
import { Secret } from './secret.ts';
import type { IssuedToken } from './session.ts';

/** The top-level key of a profile's file that holds credentials. */
export const CREDENTIALS_KEY = 'credentials';

/** The part of a profile's file that belongs to logins; whoever opens the file provides it. */
export interface LoginFile {
  path: string;
  /** What stands there now; undefined where there is nothing. */
  read: () => unknown;
  /** Replaces what stands there, whole or not at all, under a lock; undefined takes it away. */
  update: (change: (stored: unknown) => unknown) => Promise<void>;
}

const time = z.iso.datetime();

const loginShape = z
  .object({
    /** Of the API that issued the tokens. */
    origin: z.string().min(1),
    team: z.object({ id: z.string().min(1), name: z.string() }),
    admin: z.object({ memberId: z.string(), email: z.string() }).nullable(),
    scopes: z.array(z.string()),
    authorizedAt: time,
    /** Where the refresh token lies. */
    store: z.enum(['file', 'keychain']),
    /** `null` exactly when it lies in the keychain. */
    refreshToken: z.string().min(1).nullable(),
    accessToken: z
      .object({ value: z.string().min(1), issuedAt: time, expiresAt: time.nullable() })
      .nullable(),
  })
  .refine(({ store, refreshToken }) => (store === 'keychain') === (refreshToken === null), {
    path: ['refreshToken'],
  });

const recordShape = z.object({
  version: z.literal(1),
  appKey: z.string().min(1),
  appSecret: z.string().min(1).nullable(),
  login: loginShape.nullable(),
});

/** A login: what was granted, by whom, for which team. */
export interface Login {
  origin: string;
  team: { id: string; name: string };
  admin: { memberId: string; email: string } | null;
  scopes: string[];
  authorizedAt: Date;
  store: 'file' | 'keychain';
  refreshToken: Secret | null;
  accessToken: IssuedToken | null;
}

/** What a profile remembers: the app always, the login while there is one. */
export interface LoginRecord {
  app: OAuthApp;
  login: Login | null;
}

/** Reads what stands in the file; `null` where there is nothing. Throws `config_broken`, without a word of what it holds. */
export function parseRecord(stored: unknown, path: string): LoginRecord | null {
  if (stored === undefined) return null;
  const parsed = recordShape.safeParse(stored);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
    throw new InvalidInputError(
      'config_broken',
      `The credentials in ${path} cannot be used (at "${[CREDENTIALS_KEY, where].filter(Boolean).join('.')}").`,
      { hint: 'Forget them with: teamsync auth logout, then authorize again.', details: { path } },
    );
  }
  const { appKey, appSecret, login } = parsed.data;
  return {
    app: { key: appKey, secret: appSecret === null ? null : new Secret(appSecret) },
    login: login === null ? null : fromStored(login),
  };
}

function fromStored({
  refreshToken,
  accessToken,
  authorizedAt,
  ...rest
}: z.output<typeof loginShape>): Login {
  return {
    ...rest,
    authorizedAt: new Date(authorizedAt),
    refreshToken: refreshToken === null ? null : new Secret(refreshToken),
    accessToken:
      accessToken === null
        ? null
        : {
            token: new Secret(accessToken.value),
            issuedAt: Date.parse(accessToken.issuedAt),
            expiresAt: accessToken.expiresAt === null ? null : Date.parse(accessToken.expiresAt),
          },
  };
}

/** What is written into the file: the one place, beside a request, where secrets are taken out of their wrapping. */
export function recordToStore({ app, login }: LoginRecord): object {
  return {
    version: 1,
    appKey: app.key,
    appSecret: app.secret?.reveal() ?? null,
    login: login === null ? null : toStored(login),
  };
}

function toStored({ refreshToken, accessToken, authorizedAt, ...rest }: Login): z.input<typeof loginShape> {
  return {
    ...rest,
    authorizedAt: authorizedAt.toISOString(),
    refreshToken: refreshToken?.reveal() ?? null,
    accessToken:
      accessToken === null
        ? null
        : {
            value: accessToken.token.reveal(),
            issuedAt: new Date(accessToken.issuedAt).toISOString(),
            expiresAt: accessToken.expiresAt === null ? null : new Date(accessToken.expiresAt).toISOString(),
          },
  };
}
