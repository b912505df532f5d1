import type { Dropbox } from 'dropbox';
import { RequestRefusedError } from '../errors.ts';
import type { AddOutcome, JobStatus, Launch, TeamWriter } from '../team.ts';
import { addArgument, addOutcomes } from './add.ts';
import { call } from './call.ts';
import { sentenceFor } from './tags.ts';
import { addCompleted, addLaunch, jobStatus, nothing, profileSet, removeLaunch } from './wire.ts';

/** `team/members/add_v2` takes at most 20 people (Dropbox API). */
const MOST_ADDED = 20;

/** Writes to a team through the official client, every option sent explicitly, because Dropbox's defaults destroy data. */
export function createWriter(client: Dropbox): TeamWriter {
  // Whoever was asked for in a job and is not in its answer must not be forgotten.
  const asked = new Map<string, readonly string[]>();
  const user = (id: string): { '.tag': 'team_member_id'; team_member_id: string } => ({
    '.tag': 'team_member_id',
    team_member_id: id,
  });
  return {
    async addMembers(people) {
      if (people.length > MOST_ADDED) throw new Error(`${String(people.length)} people in one call`);
      const argument = { new_members: people.map(addArgument), force_async: false };
      const launch = await call('team/members/add_v2', addLaunch, () => client.teamMembersAddV2(argument));
      const emails = people.map(({ email }) => email);
      if (launch['.tag'] === 'complete')
        return { kind: 'done', result: addOutcomes(emails, launch.complete) };
      asked.set(launch.async_job_id, emails);
      return { kind: 'job', jobId: launch.async_job_id };
    },
    checkAddJob(jobId) {
      const route = 'team/members/add/job_status/get_v2';
      return checkJob(async (): Promise<JobStatus<AddOutcome[]>> => {
        const status = await call(route, jobStatus, () =>
          client.teamMembersAddJobStatusGetV2({ async_job_id: jobId }),
        );
        if (status['.tag'] !== 'complete') return unfinished(status['.tag']);
        const completed = addCompleted.safeParse(status);
        const items = completed.success ? completed.data.complete : [];
        return { kind: 'done', result: addOutcomes(asked.get(jobId) ?? null, items) };
      });
    },
    async removeMember(memberId, options): Promise<Launch<null>> {
      const argument = {
        user: user(memberId),
        wipe_data: options.wipeData,
        keep_account: options.keepAccount,
        retain_team_shares: options.retainTeamShares,
        permanently_delete_files: false,
      };
      const launch = await call('team/members/remove', removeLaunch, () =>
        client.teamMembersRemove(argument),
      );
      if (launch['.tag'] === 'complete') return { kind: 'done', result: null };
      return { kind: 'job', jobId: launch.async_job_id };
    },
    checkRemoveJob(jobId) {
      const route = 'team/members/remove/job_status/get';
      return checkJob(async (): Promise<JobStatus<null>> => {
        const status = await call(route, jobStatus, () =>
          client.teamMembersRemoveJobStatusGet({ async_job_id: jobId }),
        );
        return status['.tag'] === 'complete' ? { kind: 'done', result: null } : unfinished(status['.tag']);
      });
    },
    async suspendMember(memberId, { wipeData }) {
      const argument = { user: user(memberId), wipe_data: wipeData };
      await call('team/members/suspend', nothing, () => client.teamMembersSuspend(argument));
    },
    async unsuspendMember(memberId) {
      const argument = { user: user(memberId) };
      await call('team/members/unsuspend', nothing, () => client.teamMembersUnsuspend(argument));
    },
    async recoverMember(memberId) {
      const argument = { user: user(memberId) };
      await call('team/members/recover', nothing, () => client.teamMembersRecover(argument));
    },
    async setProfile(memberId, profile) {
      const argument = {
        user: user(memberId),
        ...(profile.email === undefined ? {} : { new_email: profile.email }),
        ...(profile.externalId === undefined ? {} : { new_external_id: profile.externalId }),
        ...(profile.givenName === undefined ? {} : { new_given_name: profile.givenName }),
        ...(profile.surname === undefined ? {} : { new_surname: profile.surname }),
      };
      await call('team/members/set_profile_v2', profileSet, () => client.teamMembersSetProfileV2(argument));
    },
  };
}

/** A job that Dropbox will not tell about is lost for us: only a reading of the team can tell. */
async function checkJob<T>(ask: () => Promise<JobStatus<T>>): Promise<JobStatus<T>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof RequestRefusedError)) throw error;
    return { kind: 'lost', code: error.code, message: error.message };
  }
}

function unfinished(tag: string): { kind: 'running' } | { kind: 'lost'; code: string; message: string } {
  if (tag === 'in_progress') return { kind: 'running' };
  const code = tag === 'failed' ? 'job_failed' : tag;
  const message = tag === 'failed' ? 'Dropbox says that the job failed.' : sentenceFor(tag);
  return { kind: 'lost', code, message };
}
