import type { Action } from '../../plan/change.ts';
import type { Blocked, Kept } from '../../plan/types.ts';
import { aboutGroup } from '../about-group.ts';
import { clean } from '../clean.ts';
import { impactOf } from '../impact.ts';
import { inZone } from '../local-time.ts';
import { LOOKS, wordFor } from '../looks.ts';
import type { ReportedChange, RunReport } from '../report.ts';
import { remarksOn } from '../sections.ts';
import { transitions } from '../transitions.ts';

/** What takes something away from somebody. */
const DESTRUCTIVE: ReadonlySet<Action> = new Set(['deprovision', 'suspend', 'transfer']);
/** Every action, the destructive ones first. */
export const ACTIONS: readonly Action[] = [
  ...DESTRUCTIVE,
  ...(Object.keys(LOOKS) as Action[]).filter((action) => !DESTRUCTIVE.has(action)),
];

/** Somebody with what was done to them, will be or will not be: texts without controls, with every date in UTC. */
export interface Row {
  status: ReportedChange['status'] | 'blocked' | 'kept';
  action: Action;
  destructive: boolean;
  /** What is done, in a word; destructive ones in capitals. */
  word: string;
  email: string;
  /** Empty where nobody knows one. */
  name: string;
  /** From what to what. */
  what: string;
  /** What nobody may overlook. */
  remarks: string[];
  why: string[];
}

/** Everybody whom a run is about: destructive changes, other changes, who is blocked, who is left alone. */
export function rowsOf({ changes, blocked, kept }: RunReport, at: Date): Row[] {
  const rows = changes.map((change) => changeRow(change, at));
  const ranked = ACTIONS.flatMap((action) => rows.filter((row) => row.action === action));
  return [
    ...ranked,
    ...blocked.map((item) => withheldRow('blocked', item)),
    ...kept.map((item) => withheldRow('kept', item)),
  ];
}

/** Text as it came, with every stamp as a date that names its zone. */
export function inUtc(text: string): string {
  return inZone(text, 'UTC');
}

/** Whether an action takes something away from somebody. */
export function isDestructive(action: Action): boolean {
  return DESTRUCTIVE.has(action);
}

function changeRow(change: ReportedChange, at: Date): Row {
  const { status, action, email, name, explanation, error } = change;
  const trouble = error === null ? [] : [`${error.code}: ${error.message}`];
  return {
    status,
    action,
    destructive: isDestructive(action),
    word: wordFor(change),
    email: clean(email),
    name: clean(name ?? ''),
    what: inUtc(transitions(change).join(', ')),
    remarks: [...trouble.map(readable), ...remarksOn(change)],
    why: [readable(explanation), impactOf(change, at).join('; '), wayBack(change)].filter(
      (text) => text !== '',
    ),
  };
}

function withheldRow(status: 'blocked' | 'kept', item: Blocked | Kept): Row {
  const { action, email, group, code, message, until } = item;
  return {
    status,
    action,
    destructive: false,
    word: `no ${action}${aboutGroup(action, group)}:`,
    email: clean(email),
    name: '',
    what: inUtc(until === null ? code : `${code} until ${until}`),
    remarks: [],
    why: [readable(message)],
  };
}

/** Until when a removal can be taken back, whether it is still to come or done. */
function wayBack({ reversibleUntil }: ReportedChange): string {
  return reversibleUntil === null ? '' : `can be undone until ${inUtc(reversibleUntil)}`;
}

function readable(text: string): string {
  return clean(inUtc(text));
}
