import * as z from 'zod';
import { editSchema } from './control-edit.ts';
import { applied, polls, row } from './effect-row.ts';
import { AUTHORIZE_ROUTE, TOKEN_ROUTE } from './oauth/paths.ts';
import { POLL_ROUTES, WRITE_ROUTES } from './route-groups.ts';
import {
  ADD_POLL_ROUTE,
  ADD_ROUTE,
  GROUP_DELETE_ROUTE,
  GROUP_LIST_CONTINUE_ROUTE,
  GROUP_LIST_ROUTE,
  GROUP_MEMBERS_LIST_CONTINUE_ROUTE,
  GROUP_MEMBERS_LIST_ROUTE,
  LIST_CONTINUE_ROUTE,
  LIST_ROUTE,
  MOVE_FILES_ROUTE,
  REMOVE_ROUTE,
} from './route-paths.ts';
import { ROUTE_PATHS } from './route-table.ts';

const LISTING = [LIST_ROUTE, LIST_CONTINUE_ROUTE];
const GROUP_LISTING = [
  GROUP_LIST_ROUTE,
  GROUP_LIST_CONTINUE_ROUTE,
  GROUP_MEMBERS_LIST_ROUTE,
  GROUP_MEMBERS_LIST_CONTINUE_ROUTE,
];
const ANY_LISTING = [...LISTING, ...GROUP_LISTING];
const CONTINUED = ANY_LISTING.filter((route) => route.includes('/continue'));
const JOBS = [ADD_ROUTE, REMOVE_ROUTE, MOVE_FILES_ROUTE, GROUP_DELETE_ROUTE];
const ADDED = [ADD_ROUTE, ADD_POLL_ROUTE];

/** What a fault can make of the work of single routes, keyed by the field that names it. */
export const WORK_EFFECTS = {
  /** Adding this one person fails with this tag. */
  item: row('item', { item: z.strictObject({ email: z.string().toLowerCase(), tag: z.string().min(1) }) }, [
    ADD_ROUTE,
  ]),
  /** The call goes on as a job that is in progress for so many polls. */
  async: row('async', { async: polls }, JOBS),
  /** The call goes on as a job that ends badly or never; `applied` says whether the work is done all the same. */
  job: row(
    'job',
    {
      job: z.enum(['failed', 'internal_error', 'invalid', 'stuck']),
      polls: polls.default(0),
      applied: applied.optional(),
    },
    JOBS,
  ),
  /** The listing loses its last so many living members. */
  omit: row('omit', { omit: z.number().int().min(1) }, LISTING),
  /** The last entry of the page comes again on the next one. */
  duplicate: row('duplicate', { duplicate: z.literal(true) }, ANY_LISTING),
  /** A page without entries that says there is more. */
  emptyPage: row('emptyPage', { emptyPage: z.literal(true) }, ANY_LISTING),
  /** So many entries at most are on this page; the others come on the next. */
  shortPage: row('shortPage', { shortPage: z.number().int().min(1) }, ANY_LISTING),
  /** 409 for a cursor that was good. */
  invalidCursor: row('invalidCursor', { invalidCursor: z.literal(true) }, CONTINUED),
  /** What the call changes is not seen by the next so many readings of members and groups. */
  lag: row('lag', { lag: z.number().int().min(1) }, [...WRITE_ROUTES, ...POLL_ROUTES]),
  /** An admin changes a member or a group in the console just before the call. */
  change: row('change', { change: editSchema }, ROUTE_PATHS),
  /** The answer says nothing of the last person, who was dealt with like the others. */
  partial: row('partial', { partial: z.literal(true) }, ADDED),
  /** What became of the last person is told with a tag that nobody knows. */
  strange: row('strange', { strange: z.literal(true) }, ADDED),
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
  /** What the browser brings back after somebody pressed Allow. */
  authorize: row('authorize', { authorize: z.enum(['allow', 'deny', 'wrong_state', 'double', 'no_code']) }, [
    AUTHORIZE_ROUTE,
  ]),
};
