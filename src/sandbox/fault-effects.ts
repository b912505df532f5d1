import { validateHeaderName, validateHeaderValue } from 'node:http';
import { z } from 'zod';
import { AUTHORIZE_ROUTE, TOKEN_ROUTE } from './oauth/paths.ts';

const ADD = 'team/members/add_v2';
const REMOVE = 'team/members/remove';
const LISTING = ['team/members/list_v2', 'team/members/list/continue_v2'];
const JOBS = [ADD, REMOVE];
const MIN_STATUS = 200;
const MAX_STATUS = 599;
const MAX_DELAY_MS = 600_000;

const applied = z.boolean();
const polls = z.number().int().min(0);

function areHeaders(headers: Readonly<Record<string, string>>): boolean {
  try {
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return true;
  } catch {
    return false;
  }
}

/** A row of the table: the fields of one kind, and the routes on which it means something (none named: all). */
function row<K extends string, F extends z.ZodRawShape>(kind: K, fields: F, routes?: readonly string[]) {
  return { routes, schema: z.strictObject(fields).transform((effect) => ({ kind, ...effect })) };
}

/** What a fault can do to a call, keyed by the field that names it. */
const EFFECTS = {
  /** Any answer instead of the route's own; with `applied` the call is carried out all the same. */
  status: row('status', {
    status: z.number().int().min(MIN_STATUS).max(MAX_STATUS),
    headers: z.record(z.string(), z.string()).refine(areHeaders, 'not HTTP headers').default({}),
    body: z.unknown().optional(),
    contentType: z.string().optional(),
    applied: applied.default(false),
  }),
  /** The connection is reset before or after the call is carried out. */
  drop: row('drop', { drop: z.enum(['before', 'after']) }),
  /** The route's own answer, cut off in the middle. */
  truncate: row('truncate', { truncate: z.literal(true) }),
  /** 200 with a page of HTML, as a captive portal sends. */
  html: row('html', { html: z.literal(true), applied: applied.default(false) }),
  /** 409 with this tag. */
  error: row('error', { error: z.string().min(1) }),
  /** Adding this one person fails with this tag. */
  item: row('item', { item: z.strictObject({ email: z.string().toLowerCase(), tag: z.string().min(1) }) }, [
    ADD,
  ]),
  /** The call goes on as a job that is in progress for so many polls. */
  async: row('async', { async: polls }, JOBS),
  /** The call goes on as a job that ends badly; `applied` says whether the work is done all the same. */
  job: row(
    'job',
    {
      job: z.enum(['failed', 'internal_error', 'invalid']),
      polls: polls.default(0),
      applied: applied.optional(),
    },
    JOBS,
  ),
  /** The listing loses its last so many living members. */
  omit: row('omit', { omit: z.number().int().min(1) }, LISTING),
  /** The last member of the page comes again on the next one. */
  duplicate: row('duplicate', { duplicate: z.literal(true) }, LISTING),
  /** A page without members that says there is more. */
  emptyPage: row('emptyPage', { emptyPage: z.literal(true) }, LISTING),
  /** The token endpoint answers badly, or with less than it should. */
  token: row(
    'token',
    {
      token: z.enum([
        'invalid_grant',
        'no_refresh_token',
        'user',
        'expired',
        'fewer_scopes',
        'no_scope',
        'redirect',
      ]),
    },
    [TOKEN_ROUTE],
  ),
  /** What the browser brings back after somebody pressed Allow, and how long that takes. */
  authorize: row(
    'authorize',
    {
      authorize: z.enum(['allow', 'deny', 'wrong_state', 'double', 'no_code']),
      delayMs: z.number().int().min(0).max(MAX_DELAY_MS).default(0),
    },
    [AUTHORIZE_ROUTE],
  ),
};

type Effects = typeof EFFECTS;
export type FaultKind = keyof Effects;

/** What a fault does, told apart by `kind`. */
export type FaultEffect = z.infer<Effects[FaultKind]['schema']>;

/** All kinds, in the order of the table. */
export const FAULT_KINDS: readonly string[] = Object.keys(EFFECTS);

/** True when this kind of fault can happen on this route; a page for people has faults of its own only. */
export function happensOn(kind: FaultKind, route: string): boolean {
  return EFFECTS[kind].routes?.includes(route) ?? route !== AUTHORIZE_ROUTE;
}

/** The kind that these fields name, or `undefined` when they name none or several. */
export function kindNamed(fields: object): FaultKind | undefined {
  const kinds = Object.keys(fields).filter((key): key is FaultKind => Object.hasOwn(EFFECTS, key));
  return kinds.length === 1 ? kinds[0] : undefined;
}

/** Reads the fields of one kind of fault, refusing strangers. */
export function parseEffect(kind: FaultKind, fields: unknown): z.ZodSafeParseResult<FaultEffect> {
  const schema: z.ZodType<FaultEffect> = EFFECTS[kind].schema;
  return schema.safeParse(fields);
}
