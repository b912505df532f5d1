/** What each cell of the decision table plans for Ana, row 22 of the roster, whatever the sentence says. */

import { expect } from 'vitest';

export const EMAIL = 'ana@example.com';
export const ID = 'dbmid:ana';

export const provision = {
  id: `provision:${EMAIL}`,
  action: 'provision',
  email: EMAIL,
  memberId: null,
  externalId: 'E-ana',
  name: 'Ana Lopez',
  reason: 'assigned_active',
  explanation: expect.any(String) as string,
  source: { line: 22, groups: [] },
  before: null,
  after: { status: 'invited' },
  options: { silent: false, directoryRestricted: false },
  seats: 1,
  reversibleUntil: null,
};
export const recover = {
  ...provision,
  id: `recover:${EMAIL}`,
  action: 'recover',
  memberId: ID,
  reason: 'returned',
  before: { status: 'removed' },
  after: { status: 'active' },
  options: {},
};
export const unsuspend = {
  ...recover,
  id: `unsuspend:${EMAIL}`,
  action: 'unsuspend',
  reason: 'no_longer_suspended',
  before: { status: 'suspended' },
  seats: 0,
};
export const update = {
  ...unsuspend,
  id: `update:${EMAIL}`,
  action: 'update',
  reason: 'profile_differs',
  before: { surname: 'Old' },
  after: { surname: 'Lopez' },
};
export const suspend = {
  ...unsuspend,
  id: `suspend:${EMAIL}`,
  action: 'suspend',
  reason: 'suspended_in_roster',
  before: { status: 'active' },
  after: { status: 'suspended' },
  options: { wipeData: false },
  impact: impactOn('active'),
};
export const invite = {
  ...unsuspend,
  id: `invite:${EMAIL}`,
  action: 'invite',
  reason: 'invitation_pending',
  before: { status: 'invited' },
  after: { status: 'invited' },
  options: { afterDays: 1 },
};

/** What goes with an account as long as nobody reads groups. */
function impactOn(status: 'invited' | 'active' | 'suspended'): object {
  const joinedOn = status === 'invited' ? null : '2025-01-01T00:00:00Z';
  return { roles: [], joinedOn, groups: null, soleMemberOf: [] };
}

const REMOVED = { status: 'removed' } as const;
const IN_SEVEN_DAYS = '2026-03-09T10:00:00Z';

/** A removal of Ana, with whatever is special about it. */
export function deprovision(
  reason: string,
  from: 'invited' | 'active' | 'suspended',
  fields: object = {},
): object {
  return {
    ...recover,
    id: `deprovision:${EMAIL}`,
    action: 'deprovision',
    reason,
    source: reason === 'unlisted' ? { line: null, groups: [] } : recover.source,
    before: { status: from },
    after: REMOVED,
    options: { method: 'remove', wipeData: false, retainTeamShares: false },
    seats: -1,
    reversibleUntil: from === 'invited' ? null : IN_SEVEN_DAYS,
    impact: impactOn(from),
    ...fields,
  };
}

export const bySuspension = {
  after: { status: 'suspended' },
  options: { method: 'suspend', wipeData: true, retainTeamShares: false },
  seats: 0,
  reversibleUntil: null,
};
/** The first step of a removal that comes 30 days later. */
export const staged = {
  after: { status: 'suspended' },
  options: {
    method: 'suspend',
    wipeData: false,
    retainTeamShares: false,
    removeOn: '2026-04-01T10:00:00Z',
  },
  seats: 0,
  reversibleUntil: null,
};
export const byDowngrade = {
  options: { method: 'downgrade', wipeData: false, retainTeamShares: true },
  reversibleUntil: null,
};
