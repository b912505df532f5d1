import type { ProvisionChange } from '../plan/change.ts';
import type { AddOutcome, NewMember, Person } from '../team.ts';
import { settle, type OnJob } from './settle.ts';
import { APPLIED, type Answers, type ChangeResult, type Surroundings } from './types.ts';

/** `members/add_v2` takes at most 20 people a call (Dropbox API). */
export const ADD_BATCH_SIZE = 20;

/** Sends one batch of new people, waits for its job, and tells what became of each. Throws what the writer throws. */
export async function addBatch(
  changes: readonly ProvisionChange[],
  people: ReadonlyMap<string, Person>,
  outside: Surroundings,
  onJob: OnJob,
): Promise<Answers> {
  const { writer } = outside;
  const launch = await writer.addMembers(
    changes.map((change) => newMember(change, people.get(change.email))),
  );
  const settled = await settle(launch, (jobId) => writer.checkAddJob(jobId), outside, onJob);
  if (settled.kind === 'lost') {
    const { code, message } = settled;
    return changes.map((change) => [change, { status: 'unknown', error: { code, message } }]);
  }
  const outcomes = new Map(settled.result.map((outcome) => [outcome.email, outcome]));
  return changes.map((change) => [change, resultOf(outcomes.get(change.email))]);
}

function newMember(change: ProvisionChange, person: Person | undefined): NewMember {
  return {
    email: change.email,
    givenName: person?.givenName ?? null,
    surname: person?.surname ?? null,
    externalId: change.externalId,
    sendWelcomeEmail: !change.options.silent,
    directoryRestricted: change.options.directoryRestricted,
  };
}

function resultOf(outcome: AddOutcome | undefined): ChangeResult {
  switch (outcome?.kind) {
    case 'added':
      return APPLIED;
    case 'refused':
      return { status: 'failed', error: { code: outcome.code, message: outcome.message } };
    case 'unknown':
      return { status: 'unknown', error: { code: outcome.code, message: outcome.message } };
    case undefined:
      return {
        status: 'unknown',
        error: {
          code: 'no_answer',
          message: 'Dropbox answered for the batch without a word on this person.',
        },
      };
  }
}
