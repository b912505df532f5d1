import type {
  Change,
  DeprovisionChange,
  GroupChange,
  ProvisionChange,
  TransferChange,
  UpdateChange,
} from '../plan/change.ts';
import type { Launch, JobStatus, ProfileChange, RemoveOptions } from '../team.ts';
import { refOf } from './member-ref.ts';
import { settle, type OnJob } from './settle.ts';
import { APPLIED, type ChangeResult, type Surroundings } from './types.ts';

/** A change that is one call for one member; new people and the people of a group go in batches instead. */
export type SingleChange = Exclude<Change, ProvisionChange | GroupChange>;

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
    case 'set_role':
      await writer.setRole(refOf(change), change.options.roleId);
      return APPLIED;
    case 'suspend':
      await writer.suspendMember(change.memberId, { wipeData: change.options.wipeData });
      return APPLIED;
    case 'invite':
      await writer.remindMember(change.memberId);
      return APPLIED;
    case 'deprovision':
      return deprovision(change, outside, onJob);
    case 'transfer':
      return moveFiles(change, outside, onJob);
  }
}

async function deprovision(
  { memberId, options }: DeprovisionChange,
  outside: Surroundings,
  onJob: OnJob,
): Promise<ChangeResult> {
  const { writer } = outside;
  if (options.method === 'suspend') {
    await writer.suspendMember(memberId, { wipeData: options.wipeData });
    return APPLIED;
  }
  const launch = await writer.removeMember(memberId, {
    wipeData: options.wipeData,
    keepAccount: options.method === 'downgrade',
    retainTeamShares: options.retainTeamShares,
    transfer: transferOf(options),
  });
  return ended(launch, (jobId) => writer.checkRemoveJob(jobId), outside, onJob);
}

async function moveFiles(
  { memberId, options }: TransferChange,
  outside: Surroundings,
  onJob: OnJob,
): Promise<ChangeResult> {
  const { writer } = outside;
  const { transferToId: destId, transferAdminId: adminId } = options;
  const launch = await writer.moveFiles(memberId, { destId, adminId });
  return ended(launch, (jobId) => writer.checkMoveJob(jobId), outside, onJob);
}

async function ended(
  launch: Launch<null>,
  check: (jobId: string) => Promise<JobStatus<null>>,
  outside: Surroundings,
  onJob: OnJob,
): Promise<ChangeResult> {
  const settled = await settle(launch, check, outside, onJob);
  if (settled.kind === 'done') return APPLIED;
  return { status: 'unknown', error: { code: settled.code, message: settled.message } };
}

function transferOf({
  transferToId: destId,
  transferAdminId: adminId,
}: DeprovisionChange['options']): RemoveOptions['transfer'] {
  return destId === undefined || adminId === undefined ? null : { destId, adminId };
}

function profileOf({ after: { email, externalId, givenName, surname } }: UpdateChange): ProfileChange {
  return {
    ...(email === undefined ? {} : { email }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(surname === undefined ? {} : { surname }),
  };
}
