import type { Impact } from '../plan/change.ts';

/** What is decided about somebody, and why. */
export interface Decision {
  /** `null` unless a change is planned. */
  action: string | null;
  /** What the roster asks for, whether it is done or not; `null` when nothing. */
  wanted: string | null;
  /** The Dropbox group that it is about, for actions on groups. */
  group: string | null;
  code: string;
  explanation: string;
  /** Whatever else is decided about the same person. */
  also: Omit<Decision, 'also'>[];
}

/** Something that an earlier run did to somebody. */
export interface PastChange {
  runId: string;
  at: string;
  action: string;
  /** For actions on groups. */
  group: string | null;
  status: string;
  reversibleUntil: string | null;
}

/** Why somebody gets a change, or none: the `data` of `explain`. */
export interface Explanation {
  email: string;
  roster: {
    source: string;
    line: number;
    email: string;
    previousEmail: string | null;
    givenName: string | null;
    surname: string | null;
    externalId: string | null;
    wanted: 'active' | 'suspended' | 'unassigned';
    assignedBy: string[];
    groups: string[] | null;
    role: string | null;
  } | null;
  member: {
    memberId: string;
    email: string;
    secondaryEmails: string[];
    givenName: string;
    surname: string;
    externalId: string | null;
    status: 'active' | 'invited' | 'suspended' | 'removed';
    recoverable: boolean;
    roles: string[];
    /** The first of the roles, `member` without any. */
    role: string;
    /** Ids. */
    groups: string[];
    /** Sorted, the system's own left out; `null` where groups were not read. */
    groupNames: string[] | null;
    /** RFC 3339, UTC. */
    invitedOn: string | null;
    joinedOn: string | null;
    suspendedOn: string | null;
  } | null;
  decision: Decision;
  /** What a removal would mean; `null` for who is not on the team. */
  impact: (Impact & { freesLicence: boolean }) | null;
  protections: string[];
  hold: { until: string | null; why: string } | null;
  history: PastChange[];
  next: string | null;
}
