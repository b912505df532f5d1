import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInSeed, parseSeed } from '../../src/sandbox/seed.ts';
import type { SandboxSeed } from '../../src/sandbox/seed-file.ts';

/** What a run that is killed was about to do: a team, its roster as a CSV file, and the settings. */
export interface Story {
  seed: SandboxSeed;
  roster: string;
  settings: object;
  /** A run on this machine has changed the team before; else nobody is reminded of anything yet. */
  isKnown?: true;
}

/** Everything that can be done to accounts. */
export const ACCOUNTS: Story = {
  seed: builtInSeed(),
  roster: readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'roster.csv'), 'utf8'),
  settings: {
    provision: { enabled: true },
    suspend: { enabled: true },
    deprovision: { enabled: true, unlisted: 'deprovision' },
    update: { enabled: true },
  },
};

const DUE = { remindAfterDays: 2, afterDays: 7 };

/** What comes beside accounts: a new group, a role, a reminder, and both halves of a staged removal with its files. */
export const COMPANIONS: Story = {
  seed: parseSeed(
    JSON.stringify({
      version: 1,
      team: { name: 'Companions', licences: 20 },
      members: [
        { email: 'olivia@example.com', roles: ['team_admin'], admin: true },
        { email: 'ana@example.com' },
        { email: 'ben@example.com' },
        { email: 'hugo@example.com', status: 'invited', invitedDaysAgo: DUE.remindAfterDays + 1 },
        { email: 'greta@example.com' },
        { email: 'kofi@example.com', status: 'suspended', suspendedDaysAgo: DUE.afterDays + 1 },
      ],
      groups: [{ name: 'Engineering', members: ['ana@example.com'] }],
    }),
    'this story',
  ),
  roster: [
    'email,status,groups,role,transfer_to',
    'olivia@example.com,active,,,',
    'ana@example.com,active,design,,',
    'ben@example.com,active,design;eng,Support,',
    'hugo@example.com,active,design,,',
    'greta@example.com,unassigned,,,ana@example.com',
    'kofi@example.com,unassigned,,,ana@example.com',
    '',
  ].join('\n'),
  settings: {
    provision: { enabled: true },
    deprovision: { enabled: true, afterDays: DUE.afterDays },
    groups: { enabled: true, map: { design: 'Design', eng: 'Engineering' }, create: true },
    roles: { enabled: true },
    invitations: { remindAfterDays: [DUE.remindAfterDays] },
    safety: { maxDeprovisions: '100%' },
  },
  isKnown: true,
};
