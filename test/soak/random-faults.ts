import fc from 'fast-check';
import { checkFaults, type FaultRule } from '../../src/sandbox/faults.ts';

const ADD = 'team/members/add_v2';
const REMOVE = 'team/members/remove';
/** How single people are looked at again. */
const LOOK = 'team/members/get_info_v2';
const LIST = 'team/members/list_v2';
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

const writes = fc.oneof(
  { weight: 4, arbitrary: anywhere },
  { weight: 1, arbitrary: fc.record({ lag: fc.integer({ min: 1, max: 5 }) }) },
);

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

const listed = fc.oneof(
  fc.constantFrom({ duplicate: true }, { emptyPage: true }),
  fc.record({ shortPage: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ omit: fc.integer({ min: 1, max: 3 }) }),
);

const strike = fc.oneof(
  { weight: 6, arbitrary: writes.map((effect) => ({ writes: true, ...effect })) },
  { weight: 1, arbitrary: reads.map((effect) => ({ reads: true, ...effect })) },
  { weight: 2, arbitrary: reads.map((effect) => ({ route: LOOK, ...effect })) },
  { weight: 1, arbitrary: anywhere.map((effect) => ({ route: '*', ...effect })) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(ADD, REMOVE), jobs).map(([route, effect]) => ({ route, ...effect })),
  },
  { weight: 1, arbitrary: added.map((effect) => ({ route: ADD, ...effect })) },
  { weight: 1, arbitrary: listed.map((effect) => ({ route: LIST, ...effect })) },
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

/** The same rules as the sandbox takes them. */
export function rulesOf(faults: readonly object[]): FaultRule[] {
  return checkFaults([...faults], 'this schedule');
}

/** True when somebody on the team may be left out of a listing, so that not even a good run sees everybody. */
export function mayOmit(faults: readonly object[]): boolean {
  return faults.some((fault) => 'omit' in fault);
}
