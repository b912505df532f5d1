import type { Refusal } from '../../plan/types.ts';
import { moment } from '../../render/layout.ts';
import type { PastChange } from '../../render/explain.ts';
import type { Finding } from './decide.ts';
import type { Found } from './find.ts';

/** What the next step of somebody depends on beside the decision. */
export interface Outlook {
  found: Found;
  refusals: readonly Refusal[];
  history: readonly PastChange[];
  now: Date;
  /** Says that a command concerns the same profile. */
  profile: string;
}

/** What happens next to somebody, and when; `null` when nothing is to be expected. */
export function nextFor(finding: Finding, outlook: Outlook): string | null {
  switch (finding.kind) {
    case 'change':
      return nextChange(finding, outlook.refusals);
    case 'disabled':
      return finding.off.length === 0
        ? null
        : `Turn it on with: teamsync settings set ${finding.off.map((name) => `${name}=true`).join(' ')}${outlook.profile}`;
    case 'kept':
      return nextKept(finding, outlook);
    case 'blocked':
      if (finding.until !== null) return `From ${moment(finding.until)} on a run can do it.`;
      return finding.code === 'no_licence' ? 'The first run that finds a free licence does it.' : null;
    case 'unchanged':
      return nextUnchanged(outlook);
  }
}

function nextChange({ action, waits }: Finding, refusals: readonly Refusal[]): string {
  const [refusal] = refusals;
  if (refusal !== undefined) {
    return `The next run with this roster is refused as a whole: ${refusal.message} ${refusal.hint}`;
  }
  if (waits) return 'The next run with this roster does it, once its own removals have freed a licence.';
  const after = action === 'provision' ? ' Then the invitation waits to be accepted.' : '';
  return `The next run with this roster does it.${after}`;
}

function nextKept({ code, until }: Finding, { found, profile }: Outlook): string | null {
  const { person, member } = found;
  switch (code) {
    case 'held': {
      const email = person?.email ?? member?.email ?? '';
      return until === null
        ? `Nothing, as long as the hold stands. Lift it with: teamsync hold remove ${email}${profile}`
        : `The hold ends at ${moment(until)}; the next run after that does what the roster says.`;
    }
    case 'outside_window':
      return until === null ? null : `The window opens at ${moment(until)}; a run from then on does it.`;
    case 'over_limit':
    case 'listing_incomplete':
      return 'A later run does it, once the rail lets it pass.';
    default:
      return null;
  }
}

function nextUnchanged({ found: { person, member }, history, now }: Outlook): string | null {
  if (member?.status === 'invited' && member.invitedOn !== null) {
    return `The invitation of ${moment(member.invitedOn)} waits to be accepted.`;
  }
  if (member?.status !== 'removed' || !member.recoverable) return null;
  const removal = history.find(({ action, status }) => action === 'deprovision' && status === 'applied');
  const until = removal?.reversibleUntil ?? null;
  if (until !== null && Date.parse(until) > now.getTime()) {
    return `Dropbox can bring the account back until ${moment(until)}.`;
  }
  const how = person === null ? 'A row in the roster' : 'A row that is assigned';
  return `${how} brings the account back, as long as Dropbox can recover it: for 7 days after the removal.`;
}
