import * as z from 'zod';
import { countersSchema } from '../sandbox/counter-schema.ts';
import { count, email, externalId, memberId, timestamp } from './scalars.ts';
import { memberStatus, teamId } from './team.ts';

const member = z
  .strictObject({
    email,
    memberId,
    externalId,
    status: memberStatus,
    name: z.string(),
    roles: z.array(z.string()),
    recoverable: z.boolean(),
  })
  .meta({ id: 'SandboxMember', description: 'A member of the rehearsal team.' });

const group = z
  .strictObject({
    groupId: z.string(),
    name: z.string(),
    externalId: z.string().nullable(),
    management: z.enum(['company_managed', 'user_managed', 'system_managed']),
    members: z.array(z.strictObject({ memberId, email, access: z.enum(['member', 'owner']) })),
  })
  .meta({ id: 'SandboxGroup', description: 'A group of the rehearsal team.' });

const counters = countersSchema.meta({
  id: 'SandboxCounters',
  description: 'What was asked of the sandbox, and what came of it.',
});

/** The rehearsal team. */
export const sandboxTeam = z
  .strictObject({
    team: z.strictObject({ id: teamId, name: z.string(), licences: count }),
    members: z.array(member),
    groups: z.array(group),
    counters,
    now: timestamp.describe('RFC 3339, UTC, by the clock of the sandbox.'),
  })
  .meta({ id: 'SandboxTeam', description: 'The rehearsal team, and what was done to it.' });

/** Where a sandbox listens. */
export const sandboxAddress = z
  .strictObject({
    url: z.string(),
    variables: z
      .record(z.string(), z.string())
      .describe('Set in the environment, these point any teamsync at the sandbox.'),
  })
  .meta({ id: 'SandboxAddress', description: 'Where a sandbox listens, written as soon as it does.' });

/** The team file of the sandbox. */
export const sandboxReset = z
  .strictObject({ file: z.string().describe('Where the rehearsal team is kept.') })
  .meta({ id: 'SandboxReset', description: 'The rehearsal team is back in its first state.' });
