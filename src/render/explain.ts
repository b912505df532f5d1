import { clean } from './clean.ts';
import { count, moment, wrap } from './layout.ts';
import type { Style } from './sections.ts';

/** What is decided about somebody, and why. */
export interface Decision {
  /** `null` unless a change is planned. */
  action: string | null;
  /** What the roster asks for, whether it is done or not; `null` when nothing. */
  wanted: string | null;
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
    groups: string[];
  } | null;
  decision: Decision;
  protections: string[];
  hold: { until: string | null; why: string } | null;
  history: PastChange[];
  next: string | null;
}

/** Where text begins beside a label. */
const LABEL_WIDTH = 10;

/** The explanation as a person reads it: both sides, the decision, and what it depends on. */
export function renderExplanation(explanation: Explanation, style: Style): string {
  const { roster, member, decision, protections, hold, history, next } = explanation;
  const lines = [
    style.paint.bold(clean(titleOf(explanation))),
    '',
    ...labelled('Roster', roster === null ? ['not in it'] : rosterWords(roster), style),
    ...labelled('Team', member === null ? ['no account'] : memberWords(member), style),
    '',
    ...decisionLines('Decision', decision, style),
    ...decision.also.flatMap((one) => decisionLines('Also', one, style)),
    ...(next === null ? [] : labelled('Next', [clean(next)], style)),
  ];
  const rest = [
    ...(protections.length === 0
      ? []
      : labelled('Protected', [`by ${clean(protections.join(', '))}`], style)),
    ...(hold === null ? [] : labelled('Hold', [holdWords(hold)], style)),
    ...labelled(
      'History',
      history.length === 0 ? ['no run has touched this person'] : pastWords(history),
      style,
    ),
  ];
  return `${[...lines, '', ...rest].join('\n')}\n`;
}

function decisionLines(label: string, decision: Omit<Decision, 'also'>, style: Style): string[] {
  return labelled(label, [headOf(decision), clean(decision.explanation)], style);
}

function titleOf({ email, roster, member }: Explanation): string {
  const given = roster?.givenName ?? member?.givenName ?? '';
  const surname = roster?.surname ?? member?.surname ?? '';
  const name = `${given} ${surname}`.trim();
  return name === '' ? email : `${name}, ${email}`;
}

/** Paragraphs beside a label, in a column of their own. */
function labelled(label: string, paragraphs: readonly string[], { paint, width }: Style): string[] {
  const lines = paragraphs.flatMap((text) => wrap(text, width, LABEL_WIDTH));
  return lines.map((line, index) => (index === 0 ? paint.bold(label) + line.slice(label.length) : line));
}

function rosterWords(roster: NonNullable<Explanation['roster']>): string[] {
  const { source, line, email, wanted, assignedBy, groups, previousEmail, externalId } = roster;
  const where = source === '-' ? 'standard input' : source;
  const state = wanted === 'unassigned' ? 'not assigned' : `assigned, ${wanted}`;
  const details = [
    ...(assignedBy.length === 0 ? [] : [`assigned through ${assignedBy.join(', ')}`]),
    ...(groups === null || groups.length === 0 ? [] : [`groups ${groups.join(', ')}`]),
    ...(externalId === null ? [] : [`external id ${externalId}`]),
    ...(previousEmail === null ? [] : [`before ${previousEmail}`]),
  ];
  return [`${where}, row ${String(line)}: ${email}, ${state}`, ...details].map(clean);
}

function memberWords(member: NonNullable<Explanation['member']>): string[] {
  const { email, memberId, status, recoverable, roles, groups, externalId, secondaryEmails } = member;
  const fate = status !== 'removed' ? '' : recoverable ? ', can be brought back' : ', for good';
  const details = [
    ...(roles.length === 0 ? [] : [`admin: ${roles.join(', ')}`]),
    ...(externalId === null ? [] : [`external id ${externalId}`]),
    ...(secondaryEmails.length === 0 ? [] : [`also ${secondaryEmails.join(', ')}`]),
    ...(groups.length === 0 ? [] : [count(groups.length, 'Dropbox group', 'Dropbox groups')]),
  ];
  return [`${email}, ${status}${fate} (${memberId})`, ...details].map(clean);
}

function headOf({ action, wanted, code }: Omit<Decision, 'also'>): string {
  if (action !== null) return `${action}: ${code}`;
  return `${wanted === null ? 'nothing to do' : `no ${wanted}`}: ${code}`;
}

function holdWords({ until, why }: NonNullable<Explanation['hold']>): string {
  return clean(`${until === null ? 'without an end' : `until ${moment(until)}`}: ${why}`);
}

function pastWords(history: readonly PastChange[]): string[] {
  return history.map(({ runId, at, action, status }) =>
    clean(`${moment(at)}  ${action} ${status}  (run ${runId})`),
  );
}
