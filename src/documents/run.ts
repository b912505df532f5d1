import * as z from 'zod';
import { change } from './change.ts';
import { count, milliseconds, runId } from './scalars.ts';
import { disabledCounts, summary } from './summary.ts';
import { licences, rosterFormat, teamId } from './team.ts';
import { blocked, kept } from './withheld.ts';

const seats = z
  .strictObject({
    before: licences,
    after: licences,
    taken: count,
    freed: count,
    purchased: count.describe('Licences to be bought, where safety.allowPurchase is on.'),
  })
  .meta({ id: 'Seats', description: 'Licences before and after the plan.' });

const origin = z
  .strictObject({
    source: z
      .string()
      .describe('The path as typed, or - for standard input; where there is no roster, what stands for it.'),
    format: rosterFormat,
    people: count,
    assigned: count,
    suspended: count,
    unassigned: count,
    sha256: z.string().describe('Hex SHA-256 of the bytes that were read; empty where there is no roster.'),
  })
  .meta({ id: 'RunRoster', description: 'Where the people of a run came from.' });

const override = z
  .strictObject({
    option: z.string().describe('As it is typed, such as --max-deprovisions.'),
    value: z.union([z.string(), z.number(), z.boolean()]),
    setting: z
      .string()
      .nullable()
      .describe('The setting in whose place it stands; null where there is none.'),
    instead: z.union([z.string(), z.number()]).nullable().describe('The value of that setting.'),
  })
  .meta({ id: 'Override', description: 'A rail that this run alone has moved.' });

const timings = z
  .strictObject({
    roster: milliseconds,
    team: milliseconds,
    plan: milliseconds,
    apply: milliseconds,
    verify: milliseconds,
    total: milliseconds,
  })
  .meta({ id: 'Timings', description: 'Milliseconds.' });

const requests = z
  .strictObject({
    total: count,
    retries: count,
    byRoute: z.record(z.string(), count).exactOptional().describe('Only with --verbose.'),
  })
  .meta({ id: 'Requests', description: 'Requests to Dropbox.' });

/** What a run planned, and what became of it. */
export const runReport = z
  .strictObject({
    runId,
    mode: z.enum(['dry-run', 'apply']),
    team: z.strictObject({
      id: teamId,
      name: z.string(),
      members: count.describe('Active, invited and suspended ones.'),
      licences,
    }),
    seats,
    roster: origin,
    overrides: z.array(override),
    changes: z.array(change).describe('In the order in which they are applied.'),
    blocked: z.array(blocked),
    kept: z.array(kept),
    disabled: disabledCounts,
    summary,
    timings,
    requests,
    verified: z
      .boolean()
      .nullable()
      .describe('Whether the team, read again, is as planned; null where nothing was applied.'),
    differences: z.array(z.string()).describe('Ids of changes that the team still needs.'),
    checksum: z
      .string()
      .describe(
        'Hex SHA-256 over the ordered changes, without texts and without dates that move with the clock.',
      ),
  })
  .meta({ id: 'RunReport', description: 'What a run planned, and what became of it.' });
