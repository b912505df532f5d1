import type { Dropbox } from 'dropbox';
import type { TeamWriter } from '../team.ts';
import { addArgument, addOutcomes } from './add.ts';
import { call } from './call.ts';
import { checkJob } from './jobs.ts';
import { addCompleted, addLaunch } from './wire.ts';

/** `team/members/add_v2` takes at most 20 people (Dropbox API). */
const MOST_ADDED = 20;

/** The writes that bring people onto the team. */
export function additions(client: Dropbox): Pick<TeamWriter, 'addMembers' | 'checkAddJob'> {
  // Whoever was asked for in a job and is not in its answer must not be forgotten.
  const asked = new Map<string, readonly string[]>();
  return {
    async addMembers(people) {
      if (people.length > MOST_ADDED) throw new Error(`${String(people.length)} people in one call`);
      const argument = { new_members: people.map(addArgument), force_async: false };
      const launched = await call('team/members/add_v2', addLaunch, () => client.teamMembersAddV2(argument));
      const emails = people.map(({ email }) => email);
      if (launched['.tag'] === 'complete')
        return { kind: 'done', result: addOutcomes(emails, launched.complete) };
      asked.set(launched.async_job_id, emails);
      return { kind: 'job', jobId: launched.async_job_id };
    },
    checkAddJob(jobId) {
      const ask = () => client.teamMembersAddJobStatusGetV2({ async_job_id: jobId });
      return checkJob('team/members/add/job_status/get_v2', ask, (status) => {
        const completed = addCompleted().safeParse(status);
        const items = completed.success ? completed.data.complete : [];
        return addOutcomes(asked.get(jobId) ?? null, items);
      });
    },
  };
}
