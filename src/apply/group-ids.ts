import { LostAnswerError, RequestRefusedError, type TeamsyncError } from '../errors.ts';
import type { GroupChange } from '../plan/change.ts';
import { interrupted } from './interrupted.ts';
import { asKnown } from './known.ts';
import { lookUntil } from './patience.ts';
import type { Surroundings } from './types.ts';

/** A group that does not show after an answer was lost is created once more, and no more than that. */
const MOST_TRIES = 2;

/** There is no group to put people into, so certainly nothing was done to them. */
export class NoGroupError extends Error {
  override readonly name = 'NoGroupError';
  readonly reason: TeamsyncError;
  /** True when it says more than that this one group cannot be had. */
  readonly stops: boolean;

  constructor(reason: TeamsyncError, stops: boolean) {
    super(reason.message, { cause: reason });
    this.reason = reason;
    this.stops = stops;
  }
}

/** The ids of the groups of a run. */
export interface GroupIds {
  /** The id of the group of a change; one that does not exist is created. Throws `NoGroupError`. */
  of(change: GroupChange): Promise<string>;
}

type Outside = Pick<Surroundings, 'reader' | 'writer' | 'sleep' | 'signal' | 'jobBudgetMs'>;

/** Looks for each group that has no id yet, or creates it, once in a run. */
export function createGroupIds(outside: Outside): GroupIds {
  const known = new Map<string, Promise<string>>();
  return {
    of(change) {
      if (change.action === 'group_remove') return Promise.resolve(change.options.groupId);
      if (change.options.groupId !== null) return Promise.resolve(change.options.groupId);
      const name = change.after.group;
      const id = known.get(name) ?? foundOrCreated(name, outside);
      known.set(name, id);
      return id;
    },
  };
}

async function foundOrCreated(name: string, outside: Outside): Promise<string> {
  const found = await find(name, outside);
  if (found !== null) return found;
  for (let tries = 1; ; tries += 1) {
    try {
      return (await outside.writer.createGroup(name)).id;
    } catch (error) {
      const reason = asKnown(error);
      const late = await findAfter(reason, name, outside);
      if (late !== null) return late;
      if (!(reason instanceof LostAnswerError)) throw new NoGroupError(reason, !isRefused(reason));
      if (outside.signal.aborted) throw new NoGroupError(interrupted(outside.signal), true);
      if (tries >= MOST_TRIES) throw new NoGroupError(reason, false);
    }
  }
}

/** Somebody else may have created it at the same time, and so may a call whose answer was lost. */
async function findAfter(reason: TeamsyncError, name: string, outside: Outside): Promise<string | null> {
  if (isRefused(reason)) return reason.code === 'group_name_already_used' ? find(name, outside) : null;
  if (!(reason instanceof LostAnswerError)) return null;
  let id: string | null = null;
  await lookUntil(async () => {
    id = await find(name, outside);
    return id !== null;
  }, outside);
  return id;
}

function isRefused(reason: TeamsyncError): boolean {
  return reason instanceof RequestRefusedError;
}

async function find(name: string, { reader }: Outside): Promise<string | null> {
  const groups = await reader.listGroups().catch((error: unknown) => {
    throw new NoGroupError(asKnown(error), true);
  });
  const found = groups.find((group) => group.name === name);
  if (found === undefined) return null;
  if (found.management === 'company') return found.id;
  const message = `A group ${name} has appeared since the plan was made, and it is none that only admins manage.`;
  throw new NoGroupError(new RequestRefusedError('group_not_company_managed', message), false);
}
