import { settingsSchema } from '../../src/settings/schema.ts';
import type { PlanFile } from '../../src/state/plan-file.ts';
import { deprovision, provision } from './changes.ts';
import { person } from './team-builder.ts';

/** What a plan file holds, with something in every list. */
export function planFile(fields: Partial<PlanFile> = {}): PlanFile {
  return {
    kind: 'teamsync-plan',
    version: 2,
    createdAt: '2026-03-02T10:00:00.000Z',
    team: { id: 'dbtid:1', name: 'Acme' },
    roster: { source: 'roster.csv', format: 'csv', sha256: 'a'.repeat(64) },
    settings: settingsSchema.parse({ provision: { enabled: true } }),
    limits: { deprovisions: 3, suspensions: '10%' },
    only: ['*@example.com'],
    acceptListing: false,
    memory: {
      known: true,
      managed: ['dbmid:m'],
      suspendedByDeprovision: ['dbmid:s'],
      reminded: { 'dbmid:i': 3 },
      cancelled: { 'cy@example.com': 'c'.repeat(64) },
      removed: {
        'dbmid:r': { email: 'ria@example.com', externalId: 'E7', removedOn: '2026-03-01T10:00:00Z' },
      },
      reserved: { 'ria@example.com': '2026-03-08T10:00:00Z' },
    },
    people: [
      person({
        email: 'ana@example.com',
        givenName: 'Ána "A" \u2028 Lopez',
        assignedBy: ['eng'],
        priority: 2,
      }),
      person({ email: 'ben@example.com', wanted: 'unassigned', groups: ['eng', 'all'], line: 3 }),
    ],
    changes: [{ ...provision('ana@example.com') }, { ...deprovision('ben@example.com') }],
    checksum: 'b'.repeat(64),
    ...fields,
  };
}
