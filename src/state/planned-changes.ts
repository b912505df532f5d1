import * as z from 'zod';
import type { Change } from '../plan/change.ts';
import { ACTIONS } from './journal-records.ts';
import type { PlanFile } from './plan-file.ts';

/** What of a change is needed to tell later whether it was made; the rest of it is for people to read. */
const changeShape = z.looseObject({
  id: z.string(),
  action: z.enum(ACTIONS),
  email: z.string(),
  memberId: z.string().nullable(),
  externalId: z.string().nullable(),
  before: z.looseObject({}).nullable(),
  after: z.looseObject({}).nullable(),
  options: z.looseObject({}),
});

const changeSchema = z.custom<Change>((value) => changeShape.safeParse(value).success);

/** The changes of a plan that was kept, by id; those that this version does not know are left out. */
export function plannedChanges({ changes }: PlanFile): ReadonlyMap<string, Change> {
  const known = changes.flatMap((change) => {
    const parsed = changeSchema.safeParse(change);
    return parsed.success ? [parsed.data] : [];
  });
  return new Map(known.map((change) => [change.id, change]));
}
