import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Team } from './live-team.ts';

const positionSchema = z.strictObject({
  kind: z.enum(['members', 'groups']),
  teamId: z.string(),
  limit: z.number(),
  includeRemoved: z.boolean(),
  /** Where in the order of joining the next page begins. */
  offset: z.number(),
  /** How many members the team had when the listing began: later ones are not part of it. */
  upTo: z.number(),
  /** How many of the last living members this listing loses (a fault). */
  omit: z.number(),
  /** True when the next page begins with the last member of this one (a fault). */
  repeats: z.boolean(),
});

/** Where a listing stands. */
export type Position = z.infer<typeof positionSchema>;

function sign(team: Team, payload: string): Buffer {
  return createHmac('sha256', team.state.credentials.cursorSecret).update(payload).digest();
}

/** Writes a position as a cursor that only this team can read. */
export function sealCursor(team: Team, position: Position): string {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${payload}.${sign(team, payload).toString('base64url')}`;
}

/** Reads a cursor of this team and this listing; `undefined` for every other text. */
export function openCursor(team: Team, kind: Position['kind'], cursor: string): Position | undefined {
  const [payload = '', signature = ''] = cursor.split('.');
  const expected = sign(team, payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const position = positionSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return position.kind === kind && position.teamId === team.state.team.id ? position : undefined;
}
