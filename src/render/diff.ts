import { clean } from './clean.ts';
import { count, fill, wrap } from './layout.ts';
import type { ReportedChange, RunReport } from './report.ts';
import { changeLines, consequences, DETAIL_INDENT, LOOKS, type Look, type Style } from './sections.ts';
import { disabledLines, withheldLines } from './withheld.ts';

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

/** The whole diff as a person reads it: both sides, a legend, one section an action, who is left alone, and the counts. */
export function renderDiff(report: RunReport, style: Style, telling?: Telling): string {
  const lines = [
    ...foreword(telling, style),
    ...heading(report, style, telling),
    ...(report.changes.length > 0 ? ['', ...legend(report.changes, style)] : []),
    ...sectionsOf(report.changes).flatMap((section) => ['', ...renderSection(section, style)]),
    ...withheldLines('Left alone', '=', report.kept, style),
    ...withheldLines('Blocked', '?', report.blocked, style),
    ...disabledLines(report.disabled, style),
    '',
    ...closing(report, style, telling),
  ];
  return `${lines.join('\n')}\n`;
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

function heading({ team, roster, seats }: RunReport, style: Style, telling?: Telling): string[] {
  const { licensed, used, free } = team.licences;
  const after = used + seats.taken - seats.freed;
  const seatWords =
    seats.taken === 0 && seats.freed === 0
      ? ''
      : `; this plan takes ${String(seats.taken)} and frees ${String(seats.freed)}, then ${String(after)} used`;
  const bought =
    seats.purchased === 0 ? '' : `, ${count(seats.purchased, 'licence', 'licences')} to be BOUGHT`;
  const { label, text } = telling?.source ?? { label: 'Roster', text: rosterWords(roster) };
  return [
    ...labelled('Team', `${clean(team.name)}, ${count(team.members, 'member', 'members')}`, style),
    ...labelled(
      'Seats',
      `${String(licensed)} owned, ${String(used)} used, ${String(free)} free${seatWords}${bought}`,
      style,
    ),
    ...labelled(label, text, style),
  ];
}

function rosterWords({ source, people, assigned, suspended, unassigned }: RunReport['roster']): string {
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

function renderSection({ action, changes }: Section, style: Style): string[] {
  const { paint, width } = style;
  const look = LOOKS[action];
  const title = `${look.heading} ${String(changes.length)}`;
  return [
    look.colour(paint).bold(title),
    ...changes.flatMap((change) => changeLines(change, style)),
    ...consequences(action, changes).flatMap((sentence) => wrap(sentence, width, 2)),
  ];
}

const COUNTED = ['provision', 'recover', 'unsuspend', 'update', 'suspend', 'deprovision'] as const;

function closing(report: RunReport, { paint, width }: Style, telling?: Telling): string[] {
  const { changes, summary } = report;
  const rest = `${String(summary.unchanged)} unchanged, ${String(summary.kept)} left alone, ${String(summary.blocked)} blocked`;
  const counts = COUNTED.filter((action) => summary[action] > 0).map(
    (action) => `${String(summary[action])} to ${action}`,
  );
  const text =
    changes.length === 0
      ? `${nothingToDo(report, telling)} (${rest})`
      : `Plan: ${counts.join(', ')}; ${rest}.`;
  return wrap(text, width, 0).map((line) => paint.bold(line));
}

/** The sentence of an empty plan: nothing to do is not the same as nothing that may be done. */
function nothingToDo({ summary, disabled }: RunReport, telling?: Telling): string {
  if (summary.blocked > 0) return 'Nothing can be done now: what differs is blocked.';
  if (Object.values(disabled).some((people) => people > 0)) {
    return 'Nothing to do with the actions that are enabled.';
  }
  if (telling !== undefined) return telling.nothing;
  const apart = summary.kept > 0 ? ', apart from who is left alone' : '';
  return `Nothing to do: the team is as the roster says${apart}.`;
}
