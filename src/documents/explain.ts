import * as z from 'zod';
import { action, BLOCKED_CODES, KEPT_CODES, REASONS, UNCHANGED_CODES } from './codes.ts';
import { impact } from './facts.ts';
import { changeStatus } from './change-base.ts';
import { externalId, memberId, runId, sentence, timestamp } from './scalars.ts';
import { memberStatus, wanted } from './team.ts';

const text = z.string().nullable();
const moment = timestamp.nullable();

const row = z
  .strictObject({
    source: z.string(),
    line: z.int().describe('1-based.'),
    email: z.string(),
    previousEmail: text,
    givenName: text,
    surname: text,
    externalId,
    wanted,
    assignedBy: z.array(z.string()).describe('Groups through which the person is assigned.'),
    groups: z.array(z.string()).nullable().describe('null where the roster says nothing of groups.'),
    role: text,
  })
  .meta({ id: 'ExplainedRow', description: 'What the roster says of somebody.' });

const account = z
  .strictObject({
    memberId,
    email: z.string(),
    secondaryEmails: z.array(z.string()),
    givenName: z.string(),
    surname: z.string(),
    externalId,
    status: memberStatus,
    recoverable: z.boolean().describe('Removed so lately that Dropbox can bring the account back.'),
    roles: z.array(z.string()),
    role: z.string().describe('The first of the roles, member without any.'),
    groups: z.array(z.string()).describe('Ids of Dropbox groups.'),
    groupNames: z
      .array(z.string())
      .nullable()
      .describe('Sorted, that of everybody left out; null where groups were not read.'),
    invitedOn: moment,
    joinedOn: moment,
    suspendedOn: moment,
  })
  .meta({ id: 'ExplainedAccount', description: 'What Dropbox has of somebody.' });

const decided = {
  action: action.nullable().describe('null unless a change is planned.'),
  wanted: action.nullable().describe('What the roster asks for, whether it is done or not.'),
  group: z.string().nullable().describe('The Dropbox group that it is about, for actions on groups.'),
  code: z
    .enum([
      ...new Set([...REASONS, ...KEPT_CODES, ...BLOCKED_CODES, ...UNCHANGED_CODES, 'disabled'] as const),
    ])
    .describe('A reason, a code of kept or blocked, why nothing happens, or disabled.'),
  explanation: sentence,
};

const pastChange = z
  .strictObject({
    runId,
    at: timestamp,
    action: z.string(),
    group: z.string().nullable(),
    status: changeStatus,
    reversibleUntil: moment,
  })
  .meta({ id: 'PastChange', description: 'Something that an earlier run did to somebody.' });

/** Why somebody gets a change, or none. */
export const explanation = z
  .strictObject({
    email: z.string().describe('As it was asked for, in lower case.'),
    roster: row.nullable().describe('null for somebody who is not in it.'),
    member: account.nullable().describe('null for somebody without an account.'),
    decision: z.strictObject({
      ...decided,
      also: z.array(z.strictObject(decided)).describe('Whatever else is decided about the same person.'),
    }),
    impact: impact
      .extend({ freesLicence: z.boolean() })
      .nullable()
      .describe('What a removal would mean; null for who is not on the team.'),
    protections: z
      .array(z.string())
      .describe(
        'authorizing_admin, last_admin, or the setting that protects, such as safety.protect=*@board.example.com.',
      ),
    hold: z.strictObject({ until: moment, why: z.string() }).nullable(),
    history: z.array(pastChange),
    next: sentence.nullable(),
  })
  .meta({ id: 'Explanation', description: 'Why somebody gets a change, or none.' });
