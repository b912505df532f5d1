import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../../src/plan/fingerprint.ts';
import { EVERYTHING_ON, inSync, person } from '../../helpers/team-builder.ts';
import { nextIn } from './explained.ts';

const P1 = 'p1@example.com';
const world = inSync(20).settings(EVERYTHING_ON);

describe('a removal in two steps', () => {
  const staged = world
    .settings({ deprovision: { afterDays: 30 } })
    .withPerson({ email: P1, wanted: 'unassigned' });

  test('tells when the second one comes, before and after the first', () => {
    expect(nextIn(staged, P1)).toBe(
      'The next run with this roster does it. The account is removed by the first run after 2026-04-01T10:00:00Z, unless assigned again.',
    );
    expect(nextIn(staged.withMember({ email: P1, status: 'suspended' }), P1)).toBe(
      'The account is removed by the first run after 2026-03-03T00:00:00Z, unless assigned again.',
    );
  });

  test('tells none where Dropbox does not say since when the account is suspended', () => {
    const unknown = staged.withMember({ email: P1, status: 'suspended', suspendedOn: null });
    expect(nextIn(unknown, P1)).toBeNull();
  });

  test('tells none for an invitation, which is withdrawn at once', () => {
    expect(nextIn(staged.withMember({ email: P1, status: 'invited' }), P1)).toBe(
      'The next run with this roster does it.',
    );
  });
});

describe('an invitation', () => {
  const invited = world
    .withMember({ email: P1, status: 'invited' })
    .settings({ invitations: { remindAfterDays: [1, 7], cancelAfterDays: 14 } });

  test('that waits tells when it is sent again and when it is withdrawn', () => {
    expect(nextIn(invited.given({ known: false }), P1)).toBe(
      'The invitation of 2026-03-01T10:00:00Z waits to be accepted. The next reminder is due from 2026-03-08T10:00:00Z on. If nobody accepts it, it is withdrawn from 2026-03-15T10:00:00Z on.',
    );
  });

  test('of which somebody is reminded now tells the same', () => {
    expect(nextIn(invited, P1)).toMatch(
      /^The next run with this roster does it\. The next reminder is due from 2026-03-08T10:00:00Z on\. If/,
    );
  });

  test('that was withdrawn says what invites again', () => {
    const gone = world.withoutMember(P1).withPerson({ email: P1 });
    const row = gone.people.find(({ email }) => email === P1) ?? person({ email: P1 });
    const cancelled = new Map([[P1, fingerprint(row)]]);
    expect(nextIn(gone.given({ cancelled }), P1)).toBe(
      `A changed row in the roster invites again, and so does: teamsync member provision ${P1}`,
    );
  });
});

test('an address that Dropbox keeps reserved tells until when, as far as it is known', () => {
  const removed = world
    .settings({ provision: { recover: false } })
    .withMember({ email: P1, status: 'removed', recoverable: true });
  expect(nextIn(removed, P1)).toBe('The first run after those 7 days does it.');
  const removal = { email: P1, externalId: null, removedOn: '2026-03-01T10:00:00Z' };
  expect(nextIn(removed.given({ removed: new Map([[`dbmid:${P1}`, removal]]) }), P1)).toBe(
    'From 2026-03-08T10:00:00Z on a run can do it.',
  );
});
