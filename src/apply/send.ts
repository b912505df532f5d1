import type { Change, DeprovisionChange, ProvisionChange, UpdateChange } from '../plan/types.ts';
import type { ProfileChange, TeamWriter } from '../team.ts';
import { settle, type OnJob } from './settle.ts';
import { APPLIED, type ChangeResult, type Surroundings } from './types.ts';

/** A change that is one call for one member; new people go in batches instead. */
export type SingleChange = Exclude<Change, ProvisionChange>;

/** Sends one change and waits for its job, if it becomes one. Throws what the writer throws. */
export async function sendChange(
  change: SingleChange,
  outside: Surroundings,
  onJob: OnJob,
): Promise<ChangeResult> {
  const { writer } = outside;
  switch (change.action) {
    case 'update':
      await writer.setProfile(change.memberId, profileOf(change));
      return APPLIED;
    case 'recover':
      await writer.recoverMember(change.memberId);
      return APPLIED;
    case 'unsuspend':
      await writer.unsuspendMember(change.memberId);
      return APPLIED;
    case 'suspend':
      await writer.suspendMember(change.memberId, { wipeData: change.options.wipeData });
      return APPLIED;
    case 'deprovision':
      return deprovision(change, writer, outside, onJob);
  }
}

async function deprovision(
  { memberId, options }: DeprovisionChange,
  writer: TeamWriter,
  outside: Surroundings,
  onJob: OnJob,
): Promise<ChangeResult> {
  if (options.method === 'suspend') {
    await writer.suspendMember(memberId, { wipeData: options.wipeData });
    return APPLIED;
  }
  const launch = await writer.removeMember(memberId, {
    wipeData: options.wipeData,
    keepAccount: options.method === 'downgrade',
    retainTeamShares: options.retainTeamShares,
  });
  const settled = await settle(launch, (jobId) => writer.checkRemoveJob(jobId), outside, onJob);
  if (settled.kind === 'done') return APPLIED;
  return { status: 'unknown', error: { code: settled.code, message: settled.message } };
}

function profileOf({ after: { email, externalId, givenName, surname } }: UpdateChange): ProfileChange {
  return {
    ...(email === undefined ? {} : { email }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(surname === undefined ? {} : { surname }),
  };
}
