import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Team } from './live-team.ts';

const place = {
  teamId: z.string(),
  limit: z.number(),
  /** Where in the order of the list the next page begins. */
  offset: z.number(),
  /** How long the list was when the listing began: what came later is not part of it. */
  upTo: z.number(),
  /** True when the next page begins with the last entry of this one (a fault). */
  repeats: z.boolean(),
};

/** Where a listing of the team's members stands. */
export const membersPosition = z.strictObject({
  kind: z.literal('members'),
  ...place,
  includeRemoved: z.boolean(),
  /** How many of the last living members this listing loses (a fault). */
  omit: z.number(),
});

/** Where a listing of the team's groups stands. */
export const groupsPosition = z.strictObject({ kind: z.literal('groups'), ...place });

/** Where a listing of the members of one group stands. */
export const groupMembersPosition = z.strictObject({
  kind: z.literal('group_members'),
  ...place,
  groupId: z.string(),
});

export type MembersPosition = z.infer<typeof membersPosition>;
export type GroupsPosition = z.infer<typeof groupsPosition>;
export type GroupMembersPosition = z.infer<typeof groupMembersPosition>;
type Position = MembersPosition | GroupsPosition | GroupMembersPosition;

function sign(team: Team, payload: string): Buffer {
  return createHmac('sha256', team.state.credentials.cursorSecret).update(payload).digest();
}

/** Writes a position as a cursor that only this team can read. */
export function sealCursor(team: Team, position: Position): string {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${payload}.${sign(team, payload).toString('base64url')}`;
}

/** Reads a cursor of this team and this kind of listing; `undefined` for every other text. */
export function openCursor<P extends Position>(
  team: Team,
  schema: z.ZodType<P>,
  cursor: string,
): P | undefined {
  const [payload = '', signature = ''] = cursor.split('.');
  const expected = sign(team, payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const read = schema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return read.data?.teamId === team.state.team.id ? read.data : undefined;
}
