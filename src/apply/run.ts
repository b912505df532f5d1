import type { TeamsyncError } from '../errors.ts';
import type { SetRoleChange } from '../plan/change.ts';
import type { Member } from '../team.ts';
import { createGate, type Gate } from './gate.ts';
import { createGroupIds, type GroupIds } from './group-ids.ts';
import { interrupted } from './interrupted.ts';
import { createSeats, type Seats } from './seats.ts';
import type { Answers, Results, Surroundings, Work } from './types.ts';

/** Everything that one run keeps while it carries out its changes. */
export interface Run {
  work: Work;
  outside: Surroundings;
  /** The people of the work, with the roles that this run has given and taken. */
  planned: Map<string, Member>;
  results: Results;
  stopped: TeamsyncError | null;
  /** Answers lost since the last one that came. */
  lostInARow: number;
  seats: Seats;
  groupIds: GroupIds;
  /** Every call is in it from its line in the journal until it is answered and certain; Dropbox's own jobs are not. */
  gate: Gate;
}

/** A run that has done nothing yet. */
export function createRun(work: Work, outside: Surroundings): Run {
  const planned = new Map(work.planned);
  return {
    work: { ...work, planned },
    planned,
    outside,
    results: new Map(),
    stopped: null,
    lostInARow: 0,
    seats: createSeats(work.overbooked),
    groupIds: createGroupIds(outside),
    gate: createGate(outside.concurrency),
  };
}

/** Keeps what became of changes, and tells of the progress. */
export function record(run: Run, answers: Answers): void {
  const { results, seats, outside, work } = run;
  for (const [change, result] of answers) {
    results.set(change.id, result);
    seats.count(change, result);
    if (change.action === 'set_role' && result.status === 'applied') keepRole(run, change);
    outside.onProgress(results.size, work.changes.length, change);
  }
}

/** Whoever is an admin, or none any more, because of this run has not been changed by others. */
function keepRole({ planned }: Run, { memberId, options: { roleId }, after }: SetRoleChange): void {
  const member = planned.get(memberId ?? '');
  if (member === undefined) return;
  planned.set(member.id, { ...member, roles: roleId === null ? [] : [{ id: roleId, name: after.role }] });
}

/** Why no further call is made; `null` while the run goes on. */
export function reasonToStop(run: Run): TeamsyncError | null {
  if (run.stopped === null && run.outside.signal.aborted) run.stopped = interrupted(run.outside.signal);
  return run.stopped;
}
