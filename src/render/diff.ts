import { clean } from './clean.ts';
import { closing } from './closing.ts';
import { consequences } from './consequences.ts';
import { count, fill, wrap } from './layout.ts';
import { LOOKS, type Look } from './looks.ts';
import type { Override, ReportedChange, RunReport } from './report.ts';
import { seatsText } from './seats.ts';
import { changeLines, DETAIL_INDENT, type PlanStyle, type Style } from './sections.ts';
import { disabledLines, restOf, withheldLines } from './withheld.ts';

/** Where text begins beside a label. */
const LABEL_WIDTH = 8;
const LEGEND_GAP = '   ';

/** What a plan says of itself that comes from no roster. */
export interface Telling {
  /** Where it comes from: a word for the label, and a text beside it. */
  source: { label: string; text: string };
  /** What has to be read before everything else. */
  first: { heading: string; items: readonly string[] };
  /** The sentence of a plan in which there is nothing to do. */
  nothing: string;
}

/**
 * The whole diff as a person reads it: both sides, a legend, one section an action, who is left alone, and the counts. It
 * comes in pieces of whole lines, because that of a large team is longer than a text may be.
 */
export function* renderDiff(report: RunReport, style: PlanStyle, telling?: Telling): Generator<string> {
  for (const line of linesOf(report, style, telling)) yield `${line}\n`;
}

function* linesOf(report: RunReport, style: PlanStyle, telling?: Telling): Generator<string> {
  yield* foreword(telling, style);
  yield* heading(report, style, telling);
  if (report.changes.length > 0) {
    yield '';
    yield* legend(report.changes, style);
  }
  for (const section of sectionsOf(report.changes)) {
    yield '';
    yield* renderSection(section, style);
  }
  yield* withheldLines('Left alone', '=', report.kept, style);
  yield* withheldLines('Blocked', '?', report.blocked, style);
  yield* disabledLines(report.disabled, style);
  yield '';
  yield* closing(report, style, telling?.nothing);
}

function foreword(telling: Telling | undefined, { paint, width }: Style): string[] {
  if (telling === undefined || telling.first.items.length === 0) return [];
  const { heading: title, items } = telling.first;
  return [
    paint.red.bold(`${title} ${String(items.length)}`),
    ...items.flatMap((item) => wrap(`! ${clean(item)}`, width, 2, DETAIL_INDENT)),
    '',
  ];
}

function heading(report: RunReport, style: Style, telling?: Telling): string[] {
  const { team, roster } = report;
  const { label, text } = telling?.source ?? { label: 'Roster', text: rosterText(roster) };
  return [
    ...labelled('Team', `${clean(team.name)}, ${count(team.members, 'member', 'members')}`, style),
    ...labelled('Seats', seatsText(report), style),
    ...labelled(label, text, style),
    ...(report.overrides.length === 0
      ? []
      : labelled('Rails', `for this run alone: ${overridesText(report.overrides)}`, style)),
  ];
}

/** What was typed for this run alone, so that a rail is never moved without a trace. */
export function overridesText(overrides: readonly Override[]): string {
  return overrides
    .map(({ option, value, setting, instead }) => {
      const typed = value === true ? option : `${option} ${clean(String(value))}`;
      return setting === null ? typed : `${typed} in the place of ${setting}=${String(instead)}`;
    })
    .join('; ');
}

/** Where the people of a run came from, and how many of which kind there are. */
export function rosterText({ source, people, assigned, suspended, unassigned }: RunReport['roster']): string {
  const name = source === '-' ? 'standard input' : source;
  return `${clean(name)}: ${count(people, 'person', 'people')}, ${String(assigned)} assigned, ${String(suspended)} suspended, ${String(unassigned)} unassigned`;
}

/** Text beside a label, in a column of its own. */
function labelled(label: string, text: string, { paint, width }: Style): string[] {
  return wrap(text, width, LABEL_WIDTH).map((line, index) =>
    index === 0 ? paint.bold(label) + line.slice(label.length) : line,
  );
}

interface Section {
  action: ReportedChange['action'];
  changes: ReportedChange[];
}

function sectionsOf(changes: readonly ReportedChange[]): Section[] {
  const sections: Section[] = [];
  for (const change of changes) {
    const last = sections.at(-1);
    if (last?.action === change.action) last.changes.push(change);
    else sections.push({ action: change.action, changes: [change] });
  }
  return sections;
}

function legend(changes: readonly ReportedChange[], { paint, width }: Style): string[] {
  const used = new Set<string>(changes.map(({ action }) => action));
  const looks = Object.entries(LOOKS).flatMap(([action, look]) => (used.has(action) ? [look] : []));
  const lengthOf = ({ symbol, heading }: Look): number => symbol.length + 1 + heading.length;
  return fill(looks, lengthOf, LEGEND_GAP.length, width - LABEL_WIDTH).map((row, index) => {
    const entries = row.map((look) => `${look.colour(paint)(look.symbol)} ${look.heading.toLowerCase()}`);
    return (index === 0 ? 'Legend' : '').padEnd(LABEL_WIDTH) + entries.join(LEGEND_GAP);
  });
}

function* renderSection({ action, changes }: Section, style: PlanStyle): Generator<string> {
  const { paint, width } = style;
  const look = LOOKS[action];
  yield look.colour(paint).bold(`${look.heading} ${String(changes.length)}`);
  for (const change of changes.slice(0, style.most)) yield* changeLines(change, style);
  yield* restOf(changes.length, style);
  for (const sentence of consequences(action, changes)) yield* wrap(sentence, width, 2);
}
