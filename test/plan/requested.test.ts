import { describe, expect, test } from 'vitest';
import { idOf } from '../helpers/changes.ts';
import { ADMIN } from '../helpers/team-builder.ts';
import { refusalOf } from '../settings/refusal.ts';
import { base, NEW, P1, P2, P3, requested } from './request-of.ts';

const TEAM_ROLE = { id: 'pid_dbtmr:full', name: 'Team' };

describe('a plan of what was asked for', () => {
  test('needs no action to be enabled, and counts none as disabled', () => {
    const { changes, disabled } = requested(base, 'deprovision', [P2, P1]);
    expect(changes.map(({ email }) => email)).toEqual([P2, P1]);
    expect(Object.values(disabled).every((count) => count === 0)).toBe(true);
  });

  test('names nobody as managed and passes no reminder', () => {
    const world = base
      .withMember({ email: P1, status: 'invited', invitedOn: '2026-02-01T10:00:00Z' })
      .settings({ invitations: { remindAfterDays: [3] } })
      .given({ known: false });
    expect(requested(world, 'suspend', P2)).toMatchObject({ named: [], passed: [] });
  });

  test('is the same for the same input, and another for another request', () => {
    const plan = requested(base, 'suspend', [P1, P2]);
    expect(requested(base, 'suspend', [P1, P2])).toEqual(plan);
    expect(requested(base, 'suspend', [P2, P1]).checksum).not.toBe(plan.checksum);
  });

  test('of nothing that is left to do is empty', () => {
    const { changes, unchanged } = requested(
      base.withMember({ email: P1, status: 'suspended' }),
      'suspend',
      P1,
    );
    expect(changes).toEqual([]);
    expect(unchanged).toMatchObject([{ email: P1, code: 'already_suspended' }]);
  });

  test('says what goes with an account that is suspended or removed', () => {
    const world = base
      .withMember({ email: P1, roles: [TEAM_ROLE] })
      .settings({ safety: { protectAdmins: false } });
    expect(requested(world, 'suspend', P1).changes[0]?.impact).toMatchObject({
      roles: ['Team'],
      groups: null,
      soleMemberOf: [],
    });
  });
});

describe('somebody asked for', () => {
  test('by an address of before or a second one is the account behind it', () => {
    const world = base.withMember({ email: P1, secondaryEmails: ['alias@example.com'] });
    expect(requested(world, 'suspend', 'alias@example.com').changes).toMatchObject([
      { id: `suspend:${P1}`, memberId: idOf(P1) },
    ]);
    expect(requested(world, 'provision', 'alias@example.com').changes).toEqual([]);
  });

  test('by two addresses is one account', () => {
    const world = base.withMember({ email: P1, secondaryEmails: ['alias@example.com'] });
    const { changes } = requested(world, 'suspend', ['alias@example.com', P2, P1]);
    expect(changes.map(({ email }) => email)).toEqual([P1, P2]);
  });

  test('by the address that a removed account had before is that account', () => {
    const removed = new Map([
      [idOf(P1), { email: 'old@example.com', externalId: null, removedOn: '2026-03-01T10:00:00Z' }],
    ]);
    const world = base.withMember({ email: P1, status: 'removed', recoverable: true }).given({ removed });
    expect(requested(world, 'recover', 'old@example.com').changes).toMatchObject([{ memberId: idOf(P1) }]);
    const gone = base.withMember({ email: P1, status: 'removed' }).given({ removed });
    expect(requested(gone, 'transfer', 'old@example.com', P2).changes).toMatchObject([
      { memberId: idOf(P1) },
    ]);
  });

  test.each(['suspend', 'unsuspend', 'deprovision', 'recover', 'transfer'] as const)(
    'who has no account is refused with 7, all of them at once (%s)',
    async (action) => {
      const emails = [NEW, P1, 'other@example.com'];
      const error = await refusalOf(() => requested(base, action, emails, P2));
      expect(error).toMatchObject({
        exitCode: 7,
        code: 'unknown_member',
        details: { emails: [NEW, 'other@example.com'] },
      });
      expect(error.message).toContain(`The team Acme has no account ${NEW}, other@example.com.`);
      expect(error.message).toContain('Nothing was sent to Dropbox.');
      expect(error.hint).toContain('teamsync member list');
    },
  );

  test('whose address two removed accounts had gets nobody the files of the other', async () => {
    const twice = base
      .withMember({ email: P1, status: 'removed' })
      .withMember({ id: 'dbmid:second', email: 'altered@example.com', status: 'removed' })
      .given({
        removed: new Map([
          ['dbmid:second', { email: P1, externalId: null, removedOn: '2026-03-01T10:00:00Z' }],
        ]),
      });
    const error = await refusalOf(() => requested(twice, 'transfer', P1, P2));
    expect(error).toMatchObject({
      exitCode: 7,
      code: 'ambiguous_member',
      details: { email: P1, ids: [idOf(P1), 'dbmid:second'] },
    });
    expect(requested(twice, 'suspend', P1).changes).toEqual([]);
  });
});

describe('the rails', () => {
  test('keep who is protected, on hold, an admin or who authorized, and let the others go', () => {
    const world = base
      .settings({ safety: { protect: [P1] } })
      .withMember({ email: P3, roles: [TEAM_ROLE] })
      .given({ holds: [{ email: P2, until: null, why: 'Legal' }] });
    const { changes, kept } = requested(world, 'suspend', [P1, P2, P3, ADMIN, 'p4@example.com']);
    expect(changes.map(({ email }) => email)).toEqual(['p4@example.com']);
    expect(kept.map(({ email, code }) => [email, code])).toEqual([
      [P1, 'protected'],
      [P2, 'held'],
      [P3, 'protected'],
      [ADMIN, 'protected'],
    ]);
  });

  test('keep the last admin', () => {
    const world = base.settings({ safety: { protectAdmins: false } });
    expect(requested(world, 'deprovision', ADMIN).kept).toMatchObject([{ code: 'last_admin' }]);
  });

  test('keep somebody on hold from being brought back, too', () => {
    const world = base
      .withMember({ email: P1, status: 'suspended' })
      .given({ holds: [{ email: P1, until: null, why: 'Legal' }] });
    expect(requested(world, 'unsuspend', P1).kept).toMatchObject([{ action: 'unsuspend', code: 'held' }]);
  });

  test('refuse more than the limit, or hold what is over it', () => {
    const strict = base.settings({ safety: { maxSuspensions: 1 } });
    expect(requested(strict, 'suspend', [P1, P2])).toMatchObject({
      refusals: [{ code: 'over_limit', action: 'suspend', count: 2, allowed: 1 }],
    });
    expect(requested(strict.given({ limits: { suspensions: 2 } }), 'suspend', [P1, P2]).refusals).toEqual([]);
    const { changes, kept, refusals } = requested(
      strict.settings({ safety: { onLimit: 'hold' } }),
      'suspend',
      [P1, P2],
    );
    expect([changes.map(({ email }) => email), refusals]).toEqual([[P1], []]);
    expect(kept).toMatchObject([{ email: P2, code: 'over_limit' }]);
  });

  test('count what was done in the last day', () => {
    const world = base
      .settings({ safety: { maxDeprovisions: 2 } })
      .given({ recent: { deprovisions: 2, suspensions: 0 } });
    expect(requested(world, 'deprovision', P1).refusals).toMatchObject([{ earlier: 2 }]);
  });

  test('trust no reading that does not show everybody', () => {
    const short = base.listing({ complete: false });
    expect(requested(short, 'suspend', P1).kept).toMatchObject([{ code: 'listing_incomplete' }]);
    expect(requested(short.given({ acceptListing: true }), 'suspend', P1).changes).toHaveLength(1);
  });
});

describe('licences', () => {
  test('are needed by those who are invited and those who come back', () => {
    const world = base.withMember({ email: P1, status: 'removed', recoverable: true }).freeLicences(1);
    const { changes, blocked, seats } = requested(world, 'provision', [NEW, P1]);
    expect(changes.map(({ id }) => id)).toEqual([`recover:${P1}`]);
    expect(blocked).toMatchObject([{ email: NEW, code: 'no_licence' }]);
    expect(seats).toMatchObject({ taken: 1, freed: 0 });
  });

  test('are bought where that is allowed', () => {
    const world = base.freeLicences(0).settings({ safety: { allowPurchase: true } });
    expect(requested(world, 'provision', NEW)).toMatchObject({
      changes: [{ options: { buysSeat: true } }],
      seats: { purchased: 1 },
    });
  });

  test('are freed by removals', () => {
    expect(requested(base, 'deprovision', P1).seats).toMatchObject({ freed: 1, taken: 0 });
    const suspends = base.settings({ deprovision: { method: 'suspend' } });
    expect(requested(suspends, 'deprovision', P1).seats).toMatchObject({ freed: 0 });
  });
});

describe('files of people who are removed by name', () => {
  test('go where the settings say', () => {
    const world = base.settings({ deprovision: { transferTo: P2 } });
    expect(requested(world, 'deprovision', P1).changes).toMatchObject([
      { options: { transferTo: P2 }, reversibleUntil: null },
    ]);
  });

  test('keep them from being removed where that cannot be', () => {
    const world = base.settings({ deprovision: { transferTo: NEW } });
    expect(requested(world, 'deprovision', P1).blocked).toMatchObject([
      { code: 'transfer_recipient_unknown' },
    ]);
  });

  test('stay with who is only suspended, which is said', () => {
    const world = base.settings({ deprovision: { transferTo: P2, method: 'suspend' } });
    expect(requested(world, 'deprovision', P1).warnings).toMatchObject([{ code: 'transfer_ignored' }]);
  });
});
