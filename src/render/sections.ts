import type { ChalkInstance } from 'chalk';
import { clean } from './clean.ts';
import { impactOf } from './impact.ts';
import { wrap } from './layout.ts';
import { roomFor } from './local-time.ts';
import { LOOKS, wordFor } from './looks.ts';
import type { ReportedChange } from './report.ts';
import { transitions } from './transitions.ts';

/** How output looks: colours, and the columns that a line may take. */
export interface Style {
  paint: ChalkInstance;
  width: number;
  /** What a command has to end with to concern the same profile, such as ` --profile acme`. */
  profile: string;
}

/** The same for a plan, which also says how long ago something was. */
export interface PlanStyle extends Style {
  /** People whom a section names before it only counts the rest; `Infinity` names them all. */
  most: number;
  now: Date;
}

const INDENT = '  ';
/** Between the parts of a line. */
const GAP = '  ';
/** Where everything that is said of somebody begins, beneath their line. */
export const DETAIL_INDENT = 6;

/** Somebody's line: the painted head with what belongs to it behind, as far as that fits, and the rest beneath. */
export function headed(
  head: string,
  rest: readonly string[],
  paint: (text: string) => string,
  width: number,
): string[] {
  const fits = (many: number): boolean =>
    INDENT.length + roomFor([head, ...rest.slice(0, many)].join(GAP)) <= width;
  let behind = 0;
  while (behind < rest.length && fits(behind + 1)) behind += 1;
  const [line = '', ...more] = wrap(head, width, INDENT.length, DETAIL_INDENT);
  return [
    INDENT + [paint(line.slice(INDENT.length)), ...rest.slice(0, behind)].join(GAP),
    ...more.map((next) => paint(next)),
    ...rest.slice(behind).flatMap((text) => wrap(text, width, DETAIL_INDENT)),
  ];
}

/** The lines of one change: who, from what to what, and beneath it the reason and what goes with it. */
export function changeLines(change: ReportedChange, { paint, width, now }: PlanStyle): string[] {
  const look = LOOKS[change.action];
  const head = `${look.symbol} ${wordFor(change)} ${clean(change.email)}`;
  const name = change.name === null ? [] : [clean(change.name)];
  const lines = headed(head, [...name, ...transitions(change)], look.colour(paint).bold, width);
  for (const remark of remarksOn(change)) {
    lines.push(...wrap(remark, width, DETAIL_INDENT).map((line) => look.colour(paint)(line)));
  }
  const impact = impactOf(change, now).join('; ');
  for (const text of [...reasonFor(change), ...(impact === '' ? [] : [impact])]) {
    lines.push(...wrap(text, width, DETAIL_INDENT).map((line) => paint.dim(line)));
  }
  return lines;
}

/** Who goes into which group is a long list, and each line of it says everything. */
function reasonFor(change: ReportedChange): string[] {
  if (change.action === 'group_add' || change.action === 'group_remove') return [];
  return [clean(change.explanation) + wayBack(change)];
}

/** Until when a removal can be taken back; nobody should have to look for that. */
function wayBack({ action, reversibleUntil }: ReportedChange): string {
  if (action !== 'deprovision' || reversibleUntil === null) return '';
  return ` Can be undone until ${reversibleUntil}.`;
}

/** What of a change nobody may overlook. */
export function remarksOn({ options, after }: ReportedChange): string[] {
  return [
    ...('wipeData' in options && options.wipeData ? ['DELETES THE DATA ON LINKED DEVICES'] : []),
    ...('waitsForSeat' in options ? ['after a removal of this plan has freed a licence'] : []),
    ...('buysSeat' in options ? ['buys a licence'] : []),
    ...('createGroup' in options ? [`creates the group ${clean(after?.group ?? '')}`] : []),
  ];
}
