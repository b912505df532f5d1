import fc from 'fast-check';
import { EVERYTHING_ON } from '../helpers/team-builder.ts';
import { often } from './random-followers.ts';
import { accountEmail } from './random-worlds.ts';

/** Only what is not refused when it is set. */
const leaving = fc
  .record({
    method: fc.constantFrom('remove', 'remove', 'suspend', 'downgrade'),
    afterDays: fc.constantFrom(0, 0, 7),
    transferTo: fc.option(fc.nat(3).map(accountEmail), { freq: 2 }),
    transferAdmin: fc.constantFrom(null, null, null, accountEmail(1)),
  })
  .map(({ method, afterDays, transferTo, transferAdmin }) => ({
    method,
    afterDays: method === 'suspend' ? 0 : afterDays,
    transferTo: method === 'downgrade' ? null : transferTo,
    transferAdmin,
  }));

const groups = fc.record({
  map: fc.constantFrom<Record<string, string>[]>(
    {},
    { eng: 'Engineering' },
    { '*': '*' },
    { '*': '*', eng: 'Engineering' },
    { eng: 'Engineering', ops: '*', New: 'Design', NEW: 'design', Chess: 'Chess' },
  ),
  create: fc.boolean(),
});

const invitations = fc.record({
  remindAfterDays: fc.constantFrom<number[][]>([], [1, 3, 7]),
  cancelAfterDays: fc.constantFrom(null, 30),
  evenIfSilent: fc.boolean(),
});

/** Every action on, the rest at random. */
export const anyOptions = fc
  .record({ leaving, groups, invitations, protectAdmins: fc.boolean() })
  .map((options) => ({
    ...EVERYTHING_ON,
    deprovision: { ...EVERYTHING_ON.deprovision, ...options.leaving },
    groups: { enabled: true, ...options.groups },
    roles: { enabled: true },
    invitations: options.invitations,
    safety: { ...EVERYTHING_ON.safety, protectAdmins: options.protectAdmins },
  }));

/** Any settings of the actions, with limits that never bite. */
export const anySettings = fc
  .record({
    provision: fc.record({ enabled: often(7), recover: often(8), silent: fc.boolean() }),
    suspend: fc.record({ enabled: often(7), invited: fc.constantFrom('report', 'cancel') }),
    deprovision: fc.record({
      enabled: often(7),
      unlisted: fc.constantFrom('managed', 'deprovision', 'report'),
    }),
    update: fc.record({ enabled: often(7) }),
    groups: fc.record({ enabled: often(7) }),
    roles: fc.record({ enabled: often(7) }),
    safety: fc.record({ protectAdmins: fc.boolean(), allowPurchase: often(2) }),
    options: anyOptions,
  })
  .map(({ options, ...settings }) => ({
    ...options,
    ...settings,
    deprovision: { ...options.deprovision, ...settings.deprovision },
    groups: { ...options.groups, ...settings.groups },
    safety: { ...options.safety, ...settings.safety },
  }));
