import type { Actual, Member } from '../team.ts';
import { matcher } from './pattern.ts';
import type { Action, Change } from './change.ts';
import { isDemotion } from './roles.ts';
import type { Hold, KeptCode, PlanInput } from './types.ts';
import { subjectEmails, type Subject } from './verdict.ts';
import { nextOpening } from './windows.ts';
import { timestamp, who } from './words.ts';

/** Why a change is deliberately not made. */
export interface Reserve {
  code: KeptCode;
  message: string;
  until: string | null;
}

/** True for changes that take something away from a person. */
export function isDestructive(action: Action): action is 'suspend' | 'deprovision' {
  return action === 'suspend' || action === 'deprovision';
}

/** True for members with any admin role. */
function isAdmin(member: Member): boolean {
  return member.roles.length > 0;
}

/** True for a change after which its member is an admin no more, or is one who cannot act. */
export function endsAdmin(change: Change): boolean {
  return isDestructive(change.action) || (change.action === 'set_role' && isDemotion(change));
}

/** What tells whom nobody may touch, and when. */
export type ReserveInput = Pick<PlanInput, 'actual' | 'settings' | 'holds' | 'acceptListing' | 'now'>;

/** Everything that may keep an action from being done to somebody, as one question; the last of several admins is decided afterwards. */
export function reserves(
  input: ReserveInput,
): (subject: Subject, action: Action, change?: Change) => Reserve | null {
  const { actual, settings, now } = input;
  const isProtected = matcher(settings.safety.protect);
  const holds = new Map(input.holds.filter(isInForce(now)).map((hold) => [hold.email.toLowerCase(), hold]));
  const opening = settings.safety.windows.length === 0 ? now : nextOpening(settings.safety.windows, now);
  const admins = activeAdmins(actual);

  return (subject, action, change) => {
    const { member } = subject;
    const emails = subjectEmails(subject);
    const isLast = admins.length === 1 && admins[0]?.id === member?.id;
    if (change?.action === 'set_role' && member !== null) {
      if (isLast && isDemotion(change)) return lastAdmin(subject);
      if (member.id === actual.admin?.memberId) return ownRole(subject);
      // It may be the account that authorized.
      if (actual.admin === null && isAdmin(member)) return adminUnknown();
    }
    if (member !== null && isDestructive(action)) {
      if (isLast) return lastAdmin(subject);
      const pattern = emails.find(isProtected);
      const rule = protectingRule(member, who(subject), actual, settings.safety.protectAdmins, pattern);
      if (rule !== null) return { code: 'protected', message: rule, until: null };
    }
    const hold = emails.map((email) => holds.get(email)).find((found) => found !== undefined);
    if (hold !== undefined) return held(hold);
    if (!isDestructive(action)) return null;
    return unsafeReading(actual, input.acceptListing) ?? outsideWindow(now, opening);
  };
}

/** The sentence for whoever is the last admin who would remain. */
export function lastAdmin(subject: Subject): Reserve {
  return {
    code: 'last_admin',
    message: `${who(subject)} is the last active admin of the team, whom no run suspends, removes or takes the role from.`,
    until: null,
  };
}

function ownRole(subject: Subject): Reserve {
  const message = `${who(subject)} authorized teamsync, and no run changes the role of that account.`;
  return { code: 'protected', message, until: null };
}

/** Members who can administer the team now. */
export function activeAdmins({ members }: Actual): Member[] {
  return members.filter((member) => member.status === 'active' && isAdmin(member));
}

/** Admins among these members who cannot act as long as they are suspended. */
export function suspendedAdmins({ members }: Actual, ids: readonly string[]): Member[] {
  const asked = new Set(ids);
  return members.filter((member) => isAdmin(member) && asked.has(member.id));
}

function protectingRule(
  member: Member,
  name: string,
  actual: Actual,
  protectAdmins: boolean,
  match: string | undefined,
): string | null {
  if (member.id === actual.admin?.memberId) {
    return `${name} authorized teamsync, and no run suspends or removes that account.`;
  }
  if (protectAdmins && isAdmin(member)) {
    const roles = member.roles.map((role) => role.name).join(', ');
    return `${name} is an admin of the team (${roles}); safety.protectAdmins keeps admins.`;
  }
  return match === undefined ? null : `${name} is protected: ${match} matches safety.protect.`;
}

function isInForce(now: Date): (hold: Hold) => boolean {
  return ({ until }) => until === null || Date.parse(until) > now.getTime();
}

function held(hold: Hold): Reserve {
  const until = hold.until === null ? '' : ` until ${hold.until}`;
  const why = hold.why.replace(/[.\s]+$/, '');
  return { code: 'held', message: `${hold.email} is on hold${until}: ${why}.`, until: hold.until };
}

function unsafeReading(actual: Actual, acceptListing: boolean): Reserve | null {
  if (!actual.listing.complete && !acceptListing) {
    const { listed, counted } = actual.listing;
    return {
      code: 'listing_incomplete',
      message: `Dropbox listed ${String(listed)} members and counts ${String(counted)}, so nobody is suspended or removed on this reading. Run it again later, or add --accept-listing.`,
      until: null,
    };
  }
  return actual.admin === null ? adminUnknown() : null;
}

function adminUnknown(): Reserve {
  return {
    code: 'admin_unknown',
    message:
      'Dropbox does not say who authorized this token, so nobody is suspended, removed or given another admin role with it. Authorize again.',
    until: null,
  };
}

function outsideWindow(now: Date, opening: Date): Reserve | null {
  if (opening.getTime() === now.getTime()) return null;
  const until = timestamp(opening);
  return {
    code: 'outside_window',
    message: `Suspensions and removals wait for a window of safety.windows, and the next one opens at ${until}.`,
    until,
  };
}
