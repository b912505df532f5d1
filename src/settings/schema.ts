import * as z from 'zod';

const LIMIT = /^(\d{1,3})%$/;

/** More people than any team has; beyond it stands a slip of the keyboard, not a limit. */
const MOST_PEOPLE = 1_000_000;

/** A number of people, or a share of the members now on the team, such as `"10%"`. */
const limit = z.union([
  z.int().min(0).max(MOST_PEOPLE),
  z
    .string()
    .regex(LIMIT, 'expected a whole number or a percentage such as "10%"')
    .refine((text) => Number(LIMIT.exec(text)?.[1]) <= 100, 'expected at most "100%"'),
]);

const email = z.string().min(3).max(255).includes('@');
const days = z.int().min(0).max(3650);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as "08:00"');

const zone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}, 'expected a time zone such as "Europe/Berlin"');

const window = z
  .strictObject({
    days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
    from: clock,
    to: clock,
    zone,
  })
  .refine(({ from, to }) => from < to, 'expected "from" to come before "to" on the same day');

/** Every setting with its default; the one definition that types, checks, commands and documentation follow. */
export const settingsSchema = z.strictObject({
  provision: z
    .strictObject({
      enabled: z.boolean().default(false),
      silent: z.boolean().default(false),
      recover: z.boolean().default(true),
      directoryRestricted: z.boolean().default(false),
    })
    .prefault({}),
  suspend: z
    .strictObject({
      enabled: z.boolean().default(false),
      wipeData: z.boolean().default(false),
      invited: z.enum(['report', 'cancel']).default('report'),
    })
    .prefault({}),
  deprovision: z
    .strictObject({
      enabled: z.boolean().default(false),
      method: z.enum(['remove', 'suspend', 'downgrade']).default('remove'),
      wipeData: z.boolean().default(false),
      afterDays: days.default(0),
      transferTo: email.nullable().default(null),
      transferAdmin: email.nullable().default(null),
      retainTeamShares: z.boolean().default(false),
      unlisted: z.enum(['managed', 'deprovision', 'report']).default('managed'),
    })
    .prefault({}),
  update: z
    .strictObject({
      enabled: z.boolean().default(false),
      fields: z
        .array(z.enum(['name', 'email', 'externalId']))
        .min(1)
        .default(['name', 'email', 'externalId']),
    })
    .prefault({}),
  groups: z
    .strictObject({
      enabled: z.boolean().default(false),
      map: z.record(z.string().min(1), z.string().min(1)).default({}),
      create: z.boolean().default(false),
    })
    .prefault({}),
  invitations: z
    .strictObject({
      remindAfterDays: z.array(days.min(1)).default([]),
      cancelAfterDays: days.min(1).nullable().default(null),
      evenIfSilent: z.boolean().default(false),
    })
    .prefault({}),
  roles: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
  roster: z
    .strictObject({
      assignedGroups: z.array(z.string().min(1)).default([]),
      columns: z.record(z.string().min(1), z.string().min(1)).default({}),
      delimiter: z.enum([',', ';', '\t']).nullable().default(null),
      encoding: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
  safety: z
    .strictObject({
      maxDeprovisions: limit.default('10%'),
      maxSuspensions: limit.default('10%'),
      onLimit: z.enum(['refuse', 'hold']).default('refuse'),
      protect: z.array(z.string().min(1)).default([]),
      protectAdmins: z.boolean().default(true),
      allowPurchase: z.boolean().default(false),
      windows: z.array(window).default([]),
      maxRosterShrink: limit.default('30%'),
    })
    .prefault({}),
  notify: z
    .strictObject({
      on: z.array(z.enum(['failure', 'refusal', 'change'])).default(['failure', 'refusal']),
    })
    .prefault({}),
});

/** How settings are checked: what zod compiles a schema to pays only where many values are. */
export const UNCOMPILED: z.core.ParseContext<z.core.$ZodIssue> = { jitless: true };

/** All settings, complete. */
export type Settings = z.output<typeof settingsSchema>;

/** `10` people or `"10%"` of them. */
export type Limit = Settings['safety']['maxDeprovisions'];
