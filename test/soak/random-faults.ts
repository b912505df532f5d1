import fc from 'fast-check';

const ADD = 'team/members/add_v2';
const REMOVE = 'team/members/remove';
const RECOVER = 'team/members/recover';
const SET_ROLE = 'team/members/set_admin_permissions_v2';
const REMIND = 'team/members/send_welcome_email';
const POLLS = ['team/members/add/job_status/get_v2', 'team/members/remove/job_status/get'];
const GROUP_CREATE = 'team/groups/create';
const GROUP_ADD = 'team/groups/members/add';
const GROUP_REMOVE = 'team/groups/members/remove';
const GROUP_LIST = 'team/groups/list';
/** How single people, and groups without an id, are looked at again. */
const LOOKS = ['team/members/get_info_v2', GROUP_LIST];
const LIST = 'team/members/list_v2';
/** What comes beside accounts: the team is planned for it and changed for it with these. Reminders are rare elsewhere. */
const BESIDE = [
  ...[GROUP_CREATE, GROUP_ADD, GROUP_REMOVE, SET_ROLE, REMIND, REMIND, REMIND, ...POLLS],
  ...[GROUP_LIST, 'team/members/get_available_team_member_roles'],
];
/** A port on which nothing listens, and to which nothing may ever be sent. */
const ELSEWHERE = 'http://127.0.0.1:9/';

const applied = fc.boolean();

/** What leaves open whether a call was carried out. */
const lost: fc.Arbitrary<object> = fc.oneof(
  fc.constantFrom({ drop: 'before' }, { drop: 'after' }, { truncate: true }),
  fc.record({ status: fc.constantFrom(500, 502, 503), applied }),
  fc.record({ html: fc.constant(true), applied }),
);

/** What says clearly that a call was not carried out. */
const refused: fc.Arbitrary<object> = fc.oneof(
  fc
    .record({
      throttle: fc.constantFrom('json-header', 'json', 'json-bare', 'text', 'empty'),
      retryAfter: fc.constantFrom(1, 7, 90, 3600),
    })
    .map(({ throttle, retryAfter }) => (throttle === 'empty' ? { throttle } : { throttle, retryAfter })),
  fc.record({ error: fc.constantFrom('user_not_found', 'suspend_inactive_user', 'something_new') }),
  fc.constantFrom({ expired: true }, { redirect: ELSEWHERE }),
);

/** What can become of the answer of any call. */
const anywhere = fc.oneof({ weight: 2, arbitrary: lost }, { weight: 1, arbitrary: refused });

const lag = fc.record({ lag: fc.integer({ min: 1, max: 5 }) });

const writes = fc.oneof({ weight: 4, arbitrary: anywhere }, { weight: 1, arbitrary: lag });

/** Refusals that only some routes know; a program may take them for the answer to its own earlier call. */
const REFUSALS: Readonly<Record<string, readonly string[]>> = {
  [RECOVER]: ['user_unrecoverable', 'team_license_limit'],
  [REMOVE]: [
    ...['transfer_in_progress', 'already_transferred', 'already_transferred_or_deleted'],
    ...['recipient_not_verified', 'member_is_transfer_destination', 'transfer_dest_user_not_in_team'],
  ],
  [SET_ROLE]: ['cannot_set_permissions', 'role_not_found', 'last_admin', 'user_not_in_team'],
  [REMIND]: ['user_not_in_team', 'other'],
  [GROUP_CREATE]: ['group_name_already_used', 'group_name_invalid'],
  [GROUP_ADD]: ['duplicate_user', 'members_not_in_team', 'users_not_found', 'group_not_found'],
  [GROUP_REMOVE]: ['member_not_in_group', 'members_not_in_team', 'users_not_found', 'group_not_found'],
};

const refusals = fc
  .constantFrom(...Object.keys(REFUSALS))
  .chain((route) => fc.constantFrom(...(REFUSALS[route] ?? [])).map((error): object => ({ route, error })));

const reads = fc.oneof(
  { weight: 4, arbitrary: anywhere },
  { weight: 1, arbitrary: fc.constant({ shape: 'wrong' }) },
);

const jobs = fc.oneof(
  fc.record({ async: fc.nat(3) }),
  fc
    .record({
      job: fc.constantFrom('failed', 'internal_error', 'invalid', 'stuck'),
      polls: fc.nat(2),
      applied: fc.option(applied, { nil: undefined }),
    })
    .map(({ job, polls, applied: done }) => ({
      job,
      ...(job === 'stuck' ? {} : { polls }),
      ...(done === undefined ? {} : { applied: done }),
    })),
);

const added = fc.constantFrom({ partial: true }, { strange: true });

const paged = fc.oneof(
  fc.constantFrom({ duplicate: true }, { emptyPage: true }),
  fc.record({ shortPage: fc.integer({ min: 1, max: 3 }) }),
);

const listed = fc.oneof(
  { weight: 2, arbitrary: paged },
  { weight: 1, arbitrary: fc.record({ omit: fc.integer({ min: 1, max: 3 }) }) },
);

/** An effect on one of these routes. */
const on = (routes: readonly string[], effect: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  fc.tuple(fc.constantFrom(...routes), effect).map(([route, fields]) => ({ route, ...fields }));

const strike = fc.oneof(
  { weight: 6, arbitrary: writes.map((effect) => ({ writes: true, ...effect })) },
  { weight: 1, arbitrary: reads.map((effect) => ({ reads: true, ...effect })) },
  { weight: 1, arbitrary: on(['*'], anywhere) },
  { weight: 2, arbitrary: on(LOOKS, reads) },
  { weight: 4, arbitrary: on(BESIDE, anywhere) },
  { weight: 2, arbitrary: on([ADD, REMOVE], jobs) },
  { weight: 1, arbitrary: on(POLLS, lag) },
  { weight: 2, arbitrary: refusals },
  { weight: 1, arbitrary: on([ADD], added) },
  { weight: 1, arbitrary: on([LIST], listed) },
  { weight: 1, arbitrary: on([GROUP_LIST], paged) },
);

const timing = fc.oneof(
  fc.record({ nth: fc.integer({ min: 1, max: 5 }), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    probability: fc.constantFrom(0.1, 0.3, 0.6, 0.9),
    seed: fc.nat(1_000_000),
    times: fc.constantFrom(0, 0, 3),
  }),
);

/** Up to four rules, as a file of faults has them. */
export const randomFaults: fc.Arbitrary<object[]> = fc.array(
  fc.tuple(strike, timing).map(([what, when]) => ({ ...what, ...when })),
  { minLength: 1, maxLength: 4 },
);

/** True when somebody on the team may be left out of a listing, so that not even a good run sees everybody. */
export function mayOmit(faults: readonly object[]): boolean {
  return faults.some((fault) => 'omit' in fault);
}
