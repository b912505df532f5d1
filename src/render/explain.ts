import { aboutGroup } from './about-group.ts';
import { clean } from './clean.ts';
import { impactOf } from './impact.ts';
import { memberWords, rosterWords } from './explain-sides.ts';
import type { Decision, Explanation, PastChange } from './explanation.ts';
import { wrap } from './layout.ts';
import type { PlanStyle, Style } from './sections.ts';

/** Where text begins beside a label. */
const LABEL_WIDTH = 10;

/** The explanation as a person reads it: both sides, the decision, and what it depends on. */
export function renderExplanation(explanation: Explanation, style: PlanStyle): string {
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
    ...impactLines(explanation.impact, style),
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

function impactLines(impact: Explanation['impact'], style: PlanStyle): string[] {
  if (impact === null) return [];
  const parts = impactOf({ impact, seats: impact.freesLicence ? -1 : 0 }, style.now);
  return parts.length === 0 ? [] : labelled('Removal', [`would mean: ${parts.join('; ')}`], style);
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

function headOf({ action, wanted, group, code }: Omit<Decision, 'also'>): string {
  if (wanted === null) return `nothing to do: ${code}`;
  return `${action === null ? 'no ' : ''}${wanted}${aboutGroup(wanted, group)}: ${code}`;
}

function holdWords({ until, why }: NonNullable<Explanation['hold']>): string {
  return clean(`${until === null ? 'without an end' : `until ${until}`}: ${why}`);
}

function pastWords(history: readonly PastChange[]): string[] {
  return history.map(({ runId, at, action, group, status }) =>
    clean(`${at}  ${action}${aboutGroup(action, group)} ${status}  (run ${runId})`),
  );
}
