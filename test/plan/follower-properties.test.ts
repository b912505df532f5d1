import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/plan/change.ts';
import { EVERYTHING_ON } from '../helpers/team-builder.ts';
import { afterApplying, anything, everythingOn, planFor } from './any-world.ts';

const RUNS = { numRuns: 500 };

const followsAccount = ({ action }: Change): boolean =>
  action === 'group_add' || action === 'group_remove' || action === 'set_role';

describe('whatever the roster and the team', () => {
  test('each change has an id of its own', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const ids = planFor(world.input()).changes.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      RUNS,
    );
  });

  test('only accounts that can be brought back are', () => {
    fc.assert(
      fc.property(everythingOn, ({ world }) => {
        const { changes } = planFor(world.input());
        for (const change of changes.filter(({ action }) => action === 'recover')) {
          const account = world.members.find(({ id }) => id === change.memberId);
          expect(account).toMatchObject({ status: 'removed', recoverable: true });
        }
      }),
      RUNS,
    );
  });

  test('files go to nobody who leaves or is suspended by the same plan', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const { changes } = planFor(world.input());
        const going = changes.filter(({ action }) => action === 'deprovision' || action === 'suspend');
        const gone = new Set(going.map(({ memberId }) => memberId));
        for (const { options } of going) {
          if (!('transferToId' in options)) continue;
          expect(gone).not.toContain(options.transferToId);
          expect(gone).not.toContain(options.transferAdminId);
        }
      }),
      RUNS,
    );
  });

  test('groups outside the map, and groups that are not the company’s, are never touched', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const input = world.input();
        const { map } = input.settings.groups;
        const said = new Set(input.desired.flatMap(({ groups }) => groups ?? []));
        const isMapped = (name: string): boolean =>
          Object.values(map).includes(name) || map[name] === '*' || (map['*'] === '*' && said.has(name));
        for (const change of planFor(input).changes) {
          if (change.action !== 'group_add' && change.action !== 'group_remove') continue;
          const name = change.after?.group ?? change.before?.group ?? '';
          expect(isMapped(name)).toBe(true);
          const group = input.actual.groups?.find((one) => one.name === name);
          expect(group?.management ?? 'company').toBe('company');
          if (group === undefined) expect(input.settings.groups.create).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('nobody without an account in the end gets a group or a role', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const input = world.input();
        const plan = planFor(input);
        const { actual } = afterApplying(input, plan);
        for (const change of plan.changes.filter(followsAccount)) {
          const account = actual.members.find(
            ({ id, email, status }) =>
              status !== 'removed' &&
              (change.memberId === null ? email === change.email : id === change.memberId),
          );
          expect(account).toBeDefined();
        }
      }),
      RUNS,
    );
  });

  test('whoever is in the roster with groups is in exactly those of the map, or it is said why not', () => {
    fc.assert(
      fc.property(everythingOn, ({ world }) => {
        const input = world.input();
        const plan = planFor(input);
        // A row that named two accounts may name one by now, and whoever came back is looked at once more.
        const next = planFor(afterApplying(input, plan));
        const back = plan.changes.filter(({ action }) => action === 'recover');
        // Groups follow an account, and a withdrawn invitation may make room for one that was not possible before.
        const joining = next.changes.filter(({ action }) => action === 'recover' || action === 'provision');
        const excused = new Set([...plan.blocked, ...back, ...joining].map(({ email }) => email));
        const again = next.changes.filter(
          ({ action, email }) => action.startsWith('group') && !excused.has(email),
        );
        expect(again).toEqual([]);
      }),
      RUNS,
    );
  });

  test('nobody gets two reminders in a run, nor one for a day that is over', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const input = world.input();
        const plan = planFor(input);
        const sent = plan.changes.filter((change) => change.action === 'invite');
        expect(new Set(sent.map(({ memberId }) => memberId)).size).toBe(sent.length);
        if (!input.known) expect(sent).toEqual([]);
        for (const { memberId, options } of sent) {
          expect(options.afterDays).toBeGreaterThan(input.reminded.get(memberId) ?? 0);
        }
        const next = planFor(afterApplying(input, plan));
        const told = new Set<string | null>([...sent, ...plan.passed].map(({ memberId }) => memberId));
        const again = next.changes.filter(
          ({ action, memberId }) => action === 'invite' && told.has(memberId),
        );
        expect(again).toEqual([]);
      }),
      RUNS,
    );
  });

  test('disabled counts people: never more than there are', () => {
    fc.assert(
      fc.property(anything, ({ world }) => {
        const off = world.settings({ groups: { enabled: false }, roles: { enabled: false } });
        const { disabled, changes } = planFor(off.input());
        expect(disabled.groups).toBeLessThanOrEqual(world.people.length);
        expect(disabled.roles).toBeLessThanOrEqual(world.people.length);
        expect(changes.filter(followsAccount)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('whoever waits for a removal stays until its day', () => {
    fc.assert(
      fc.property(everythingOn, ({ world }) => {
        const staged = world.settings({
          deprovision: { ...EVERYTHING_ON.deprovision, method: 'remove', afterDays: 7 },
        });
        const input = staged.input();
        const plan = planFor(input);
        const accounts = new Map(input.actual.members.map((one) => [one.id, one]));
        for (const change of plan.changes) {
          if (change.action !== 'deprovision') continue;
          const account = accounts.get(change.memberId);
          expect(change.options.method === 'suspend').toBe(account?.status === 'active');
          if (account?.status !== 'suspended') continue;
          const days = (input.now.getTime() - Date.parse(account.suspendedOn ?? '')) / 86_400_000;
          expect(days).toBeGreaterThanOrEqual(7);
        }
      }),
      RUNS,
    );
  });
});
