import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/plan/change.ts';
import type { World } from '../helpers/team-builder.ts';
import { afterApplying, anything, everythingOn, planFor, RUNS } from './any-world.ts';
import { accountEmail, memberId, rowEmails, type Slot } from './random-worlds.ts';
import { applied } from './simulator.ts';

/** After a recovery the profile is settled, and then addresses may be free that others waited for. */
const MAX_ROUNDS = 5;

/** A new group is created with the first change that needs it, whosever that is. */
function withoutFounder(change: Change): object {
  if (change.action !== 'group_add') return change;
  return { ...change, options: { groupId: change.options.groupId } };
}

function guarded(world: World, all: readonly Slot[]): World {
  const emails = rowEmails(all);
  const held = all.flatMap((one, i) => (one.isHeld ? [emails[i] ?? accountEmail(i)] : []));
  const protect = all.flatMap((one, i) => (one.isProtected ? [accountEmail(i)] : []));
  return world
    .settings({ safety: { protect } })
    .given({ holds: held.map((email) => ({ email, until: null, why: 'Leave' })) });
}

describe('whatever the roster and the team', () => {
  test('applying a plan leaves nothing to do', () => {
    fc.assert(
      fc.property(everythingOn, fc.constantFrom('active', 'suspended'), ({ world }, comesBackAs) => {
        let input = world.input();
        let plan = planFor(input);
        // The last admin may go once somebody else is one, a conflict of accounts may hide behind a protection, and a row
        // whose invitation was withdrawn may name an older account.
        const isSimple =
          plan.blocked.length === 0 &&
          plan.kept.every(({ code }) => code !== 'last_admin' && code !== 'protected') &&
          plan.changes.every(({ action, reason }) => action !== 'recover' && reason !== 'invitation_expired');
        for (let round = 0; plan.changes.length > 0; round += 1) {
          expect(round).toBeLessThan(isSimple ? 1 : MAX_ROUNDS);
          input = afterApplying(input, plan, comesBackAs);
          plan = planFor(input);
        }
      }),
      RUNS,
    );
  });

  test('the order of the rows and of the listing does not matter', () => {
    fc.assert(
      fc.property(everythingOn, fc.infiniteStream(fc.nat()), ({ world }, keys) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((one) => ({ one, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
        const input = world.input();
        const actual = { ...input.actual, members: shuffled(input.actual.members) };
        const [here, there] = [
          planFor(input),
          planFor({ ...input, desired: shuffled(input.desired), actual }),
        ];
        const sorted = (items: readonly object[]): string[] =>
          items.map((item) => JSON.stringify(item)).sort();
        const coded = (items: readonly { action: string; email: string; code: string }[]): string[] =>
          items.map(({ action, email, code }) => `${action} ${email} ${code}`).sort();
        expect(sorted(there.changes.map(withoutFounder))).toEqual(sorted(here.changes.map(withoutFounder)));
        expect(coded(there.blocked)).toEqual(coded(here.blocked));
        expect(coded(there.kept)).toEqual(coded(here.kept));
        expect(there.named).toEqual(here.named);
        expect(sorted(there.passed)).toEqual(sorted(here.passed));
      }),
      RUNS,
    );
  });

  test('the same input gives the same bytes', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const plan = planFor(structuredClone(world.input()));
        const again = planFor(structuredClone(world.input()));
        expect(JSON.stringify(again)).toBe(JSON.stringify(plan));
        expect(again.checksum).toBe(plan.checksum);
      }),
      RUNS,
    );
  });

  test('Dropbox refuses no step: no seat, address or admin is missing on the way', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const input = world.input();
        const plan = planFor(input);
        applied(input, plan.changes, 'active');
        const { before, freed, taken, purchased } = plan.seats;
        const kept = before.used - freed;
        expect(kept + taken - purchased).toBeLessThanOrEqual(Math.max(before.licensed, kept));
        if (purchased > 0) expect(input.settings.safety.allowPurchase).toBe(true);
      }),
      RUNS,
    );
  });

  test('nobody protected, held, authorizing or last is suspended or removed', () => {
    fc.assert(
      fc.property(anything, ({ world, all }) => {
        const input = guarded(world, all).input();
        const { protect, protectAdmins } = input.settings.safety;
        const held = input.holds.map(({ email }) => email);
        const plan = planFor(input);
        for (const change of plan.changes) {
          const account = input.actual.members.find(({ id }) => id === change.memberId);
          const addresses = [change.email, account?.email, ...(account?.secondaryEmails ?? [])];
          expect(addresses.filter((email) => held.some((one) => one === email))).toEqual([]);
          if (change.action !== 'suspend' && change.action !== 'deprovision') continue;
          expect(addresses.filter((email) => protect.some((one) => one === email))).toEqual([]);
          expect(change.memberId).not.toBe(input.actual.admin?.memberId);
          if (protectAdmins) expect(account?.roles).toEqual([]);
        }
        // The simulated Dropbox refuses to lose its last admin.
        applied(input, plan.changes, 'active');
      }),
      RUNS,
    );
  });

  test('a person with an external id never leaves and joins at once', () => {
    fc.assert(
      fc.property(everythingOn, ({ all, world }) => {
        const plan = planFor(world.input());
        const emails = rowEmails(all);
        all.forEach((one, i) => {
          const isOne = one.rowHasId && one.accountHasId && one.row !== 'none';
          if (!isOne || !['invited', 'active', 'suspended'].includes(one.account)) return;
          const mine = plan.changes.filter(
            ({ email, memberId: id }) => id === memberId(i) || email === emails[i],
          );
          // An invitation that is too old goes whatever the row says.
          const actions = mine
            .filter(({ reason }) => reason !== 'invitation_expired')
            .map(({ action }) => action);
          expect(actions).not.toContain('provision');
          if (one.row === 'active') expect(actions).not.toContain('deprovision');
        });
      }),
      RUNS,
    );
  });

  test('an action that is off never appears', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const { settings, suspendedByDeprovision } = world.input();
        const { groups, roles } = settings;
        for (const { action, memberId: id, reason } of planFor(world.input()).changes) {
          const isOurs = settings.deprovision.enabled && id !== null && suspendedByDeprovision.has(id);
          const isOn = {
            provision: settings.provision.enabled,
            recover: settings.provision.enabled,
            unsuspend: settings.suspend.enabled || isOurs,
            update: settings.update.enabled,
            suspend: settings.suspend.enabled,
            deprovision:
              settings.deprovision.enabled && (reason !== 'suspended_in_roster' || settings.suspend.enabled),
            group_add: groups.enabled,
            group_remove: groups.enabled,
            set_role: roles.enabled,
            invite: settings.invitations.remindAfterDays.length > 0,
            transfer: false,
          };
          expect(isOn[action]).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('everybody is accounted for: each row, and each living member whom no row names', () => {
    fc.assert(
      fc.property(everythingOn, ({ all, world }) => {
        const input = guarded(world, all).input();
        const { changes, blocked, kept, unchanged, named } = planFor(input);
        const told = new Set([...changes, ...blocked, ...kept, ...unchanged].map(({ email }) => email));
        for (const { email } of input.desired) expect(told).toContain(email);
        for (const { id, email, status } of input.actual.members) {
          if (status !== 'removed' && !named.includes(id)) expect(told).toContain(email);
        }
      }),
      RUNS,
    );
  });
});
