import * as z from 'zod';

const person = z.strictObject({ memberId: z.string(), email: z.string() });

const applied = z.strictObject({
  route: z.string(),
  /** The address of somebody who was added, the name of a group that was made or deleted, else the member's id. */
  who: z.string(),
  /** Id of the group that it was done in. */
  group: z.string().optional(),
});

/** What was asked of the sandbox and what came of it. */
export const countersSchema = z.strictObject({
  /** Calls by route, whatever became of them. */
  requests: z.record(z.string(), z.number()),
  /** Calls of routes that can change the team, whatever became of them. */
  writes: z.number(),
  /** As many of these calls, and of all calls, as were under way side by side: arrived, and not answered yet. */
  mostWritesAtOnce: z.number().default(0),
  mostCallsAtOnce: z.number().default(0),
  adds: z.number(),
  removals: z.number(),
  suspensions: z.number(),
  unsuspensions: z.number(),
  recoveries: z.number(),
  profileChanges: z.number(),
  roleChanges: z.number(),
  groupsCreated: z.number().default(0),
  groupsDeleted: z.number().default(0),
  /** Members who came into a group, each counted once for every group. */
  groupAdds: z.number().default(0),
  groupRemovals: z.number().default(0),
  /** Addresses of welcome mails, in order. */
  mailsSent: z.array(z.string()),
  /** Those of them that were sent once more to somebody already invited. */
  remindersSent: z.array(z.string()).default(() => []),
  /** Device wipes that were asked for, by default or in so many words. */
  wipesRequested: z.array(person),
  /** Whose files went to whom, in the order in which they really did. */
  transfers: z.array(z.strictObject({ from: person, to: person })).default(() => []),
  /** What was really done, in order. */
  applied: z.array(applied).default(() => []),
});

export type Counters = z.infer<typeof countersSchema>;
