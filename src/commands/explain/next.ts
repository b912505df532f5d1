import type { Refusal } from '../../plan/types.ts';
import type { PastChange } from '../../render/explanation.ts';
import type { Finding } from './finding.ts';
import type { Found } from './find.ts';
import { invitationFuture, type InvitationRules } from './invitation.ts';

/** What the next step of somebody depends on beside the decision. */
export interface Outlook extends InvitationRules {
  found: Found;
  refusals: readonly Refusal[];
  history: readonly PastChange[];
  /** Says that a command concerns the same profile. */
  profile: string;
}

/** What happens next to somebody, and when; `null` when nothing is to be expected. */
export function nextFor(finding: Finding, outlook: Outlook): string | null {
  switch (finding.kind) {
    case 'change':
      return nextChange(finding, outlook);
    case 'disabled':
      return finding.off.length === 0
        ? null
        : `Turn it on with: teamsync settings set ${finding.off.map((name) => `${name}=true`).join(' ')}${outlook.profile}`;
    case 'kept':
      return nextKept(finding, outlook);
    case 'blocked':
      return nextBlocked(finding);
    case 'unchanged':
      return nextUnchanged(outlook);
  }
}

function nextChange({ action, waits, removeOn }: Finding, outlook: Outlook): string {
  const [refusal] = outlook.refusals;
  if (refusal !== undefined) {
    return `The next run with this roster is refused as a whole: ${refusal.message} ${refusal.hint}`;
  }
  if (waits) return 'The next run with this roster does it, once its own removals have freed a licence.';
  return ['The next run with this roster does it.', ...afterwards(action, removeOn, outlook)].join(' ');
}

function afterwards(action: Finding['action'], removeOn: string | null, outlook: Outlook): string[] {
  if (action === 'provision') return ['Then the invitation waits to be accepted.'];
  if (removeOn !== null) return [removedLater(removeOn)];
  return action === 'deprovision' ? [] : invitationFuture(outlook.found, outlook);
}

function removedLater(date: string): string {
  return `The account is removed by the first run after ${date}, unless assigned again.`;
}

function nextBlocked({ code, until }: Finding): string | null {
  if (until !== null) return `From ${until} on a run can do it.`;
  switch (code) {
    case 'no_licence':
      return 'The first run that finds a free licence does it.';
    case 'recoverable_until':
      return 'The first run after those 7 days does it.';
    default:
      return null;
  }
}

function nextKept({ code, until }: Finding, { found, profile }: Outlook): string | null {
  const email = found.person?.email ?? found.member?.email ?? '';
  switch (code) {
    case 'held':
      return until === null
        ? `Nothing, as long as the hold stands. Lift it with: teamsync hold remove ${email}${profile}`
        : `The hold ends at ${until}; the next run after that does what the roster says.`;
    case 'outside_window':
      return until === null ? null : `The window opens at ${until}; a run from then on does it.`;
    case 'waiting_for_removal':
      return until === null ? null : removedLater(until);
    case 'invitation_cancelled':
      return `A changed row in the roster invites again, and so does: teamsync member provision ${email}${profile}`;
    case 'over_limit':
    case 'listing_incomplete':
      return 'A later run does it, once the rail lets it pass.';
    default:
      return null;
  }
}

function nextUnchanged(outlook: Outlook): string | null {
  const { found, history, now } = outlook;
  const { person, member } = found;
  if (member?.status === 'invited' && member.invitedOn !== null) {
    const waits = `The invitation of ${member.invitedOn} waits to be accepted.`;
    return [waits, ...invitationFuture(found, outlook)].join(' ');
  }
  if (member?.status !== 'removed' || !member.recoverable) return null;
  const removal = history.find(({ action, status }) => action === 'deprovision' && status === 'applied');
  const until = removal?.reversibleUntil ?? null;
  if (until !== null && Date.parse(until) > now.getTime()) {
    return `Dropbox can bring the account back until ${until}.`;
  }
  const how = person === null ? 'A row in the roster' : 'A row that is assigned';
  return `${how} brings the account back, as long as Dropbox can recover it: for 7 days after the removal.`;
}
