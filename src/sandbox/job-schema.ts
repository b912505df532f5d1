import * as z from 'zod';

const newMember = z.strictObject({
  email: z.string(),
  givenName: z.string(),
  surname: z.string(),
  externalId: z.string().nullable(),
  persistentId: z.string().nullable(),
  sendWelcomeEmail: z.boolean(),
  directoryRestricted: z.boolean().nullable(),
  roles: z.array(z.string()),
});

const addWork = z.strictObject({
  kind: z.literal('add'),
  people: z.array(newMember),
  /** A person whose addition is made to fail, with the tag to fail with. */
  forced: z.strictObject({ email: z.string(), tag: z.string() }).nullable(),
});

const removeWork = z.strictObject({
  kind: z.literal('remove'),
  memberId: z.string(),
  forfeits: z.boolean(),
  keepsAccount: z.boolean(),
  transferDestId: z.string().nullable(),
});

/** Hands the files of somebody who was removed earlier to a member. */
const moveWork = z.strictObject({
  kind: z.literal('move'),
  memberId: z.string(),
  transferDestId: z.string(),
});

const deleteGroupWork = z.strictObject({ kind: z.literal('delete_group'), groupId: z.string() });

const work = z.discriminatedUnion('kind', [addWork, removeWork, moveWork, deleteGroupWork]);

const addItem = z.union([
  z.strictObject({ tag: z.literal('success'), memberId: z.string() }),
  z.strictObject({ tag: z.literal('refused'), reason: z.string(), email: z.string() }),
]);

/** Work that goes on after the call that asked for it was answered. */
export const jobSchema = z.strictObject({
  id: z.string(),
  work,
  pollsLeft: z.number(),
  ending: z.enum(['complete', 'failed', 'internal_error', 'invalid', 'stuck']),
  /** Whether the work is really done when the job ends. */
  applied: z.boolean(),
  /** How many readings do not see what the job did, once it has ended. */
  lag: z.number().default(0),
  finished: z.boolean(),
  items: z.array(addItem),
});

export type NewMember = z.infer<typeof newMember>;
export type AddWork = z.infer<typeof addWork>;
export type RemoveWork = z.infer<typeof removeWork>;
export type MoveWork = z.infer<typeof moveWork>;
export type DeleteGroupWork = z.infer<typeof deleteGroupWork>;
export type Work = z.infer<typeof work>;
export type AddItem = z.infer<typeof addItem>;
export type Job = z.infer<typeof jobSchema>;
