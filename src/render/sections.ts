import type { ChalkInstance } from 'chalk';
import type { Action, DeprovisionChange } from '../plan/types.ts';
import { clean } from './clean.ts';
import { moment, wrap } from './layout.ts';
import type { ReportedChange } from './report.ts';

/** How output looks: colours, and the columns that a line may take. */
export interface Style {
  paint: ChalkInstance;
  width: number;
  /** What a command has to end with to concern the same profile, such as ` --profile acme`. */
  profile: string;
}

/** How one kind of change looks: a symbol and a word that both tell it without colour. */
export interface Look {
  symbol: string;
  /** Standing before the address; destructive ones in capitals. */
  word: string;
  heading: string;
  colour: (paint: ChalkInstance) => ChalkInstance;
}

/** Every action in the order of application. */
export const LOOKS: Readonly<Record<Action, Look>> = {
  update: { symbol: '~', word: 'update', heading: 'Update', colour: (paint) => paint.yellow },
  recover: { symbol: '^', word: 'recover', heading: 'Recover', colour: (paint) => paint.green },
  unsuspend: { symbol: '>', word: 'unsuspend', heading: 'Unsuspend', colour: (paint) => paint.green },
  provision: { symbol: '+', word: 'provision', heading: 'Provision', colour: (paint) => paint.green },
  suspend: { symbol: '!', word: 'SUSPEND', heading: 'Suspend', colour: (paint) => paint.magenta },
  deprovision: { symbol: '-', word: 'REMOVE', heading: 'Deprovision', colour: (paint) => paint.red },
};

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
  const whole = [head, ...rest].join(GAP);
  if (INDENT.length + whole.length <= width) return [INDENT + paint(head) + whole.slice(head.length)];
  return [
    ...wrap(head, width, INDENT.length, DETAIL_INDENT).map((line) => paint(line)),
    ...rest.flatMap((text) => wrap(text, width, DETAIL_INDENT)),
  ];
}

/** The lines of one change: who, from what to what, and the reason beneath. */
export function changeLines(change: ReportedChange, { paint, width }: Style): string[] {
  const look = LOOKS[change.action];
  const head = `${look.symbol} ${wordFor(change)} ${clean(change.email)}`;
  const name = change.name === null ? [] : [clean(change.name)];
  const lines = headed(head, [...name, ...transitions(change)], look.colour(paint).bold, width);
  for (const remark of remarksOn(change)) {
    lines.push(...wrap(remark, width, DETAIL_INDENT).map((line) => look.colour(paint)(line)));
  }
  const explanation = clean(change.explanation) + wayBack(change);
  for (const line of wrap(explanation, width, DETAIL_INDENT)) lines.push(paint.dim(line));
  return lines;
}

/** What follows for the people of a section, said once beneath it. */
export function consequences(action: Action, changes: readonly ReportedChange[]): string[] {
  switch (action) {
    case 'provision':
      return provisionConsequences(changes);
    case 'deprovision':
      return removalConsequences(changes.filter((change) => change.action === 'deprovision'));
    case 'suspend':
      return [
        'Suspended people are signed out everywhere and keep their licence; Dropbox tells them by e-mail.',
      ];
    case 'update':
    case 'recover':
    case 'unsuspend':
      return [];
  }
}

function provisionConsequences(changes: readonly ReportedChange[]): string[] {
  const silent = changes.some((change) => change.action === 'provision' && change.options.silent);
  const these = changes.length === 1 ? 'this person' : `these ${String(changes.length)} people`;
  if (silent) {
    return [`Silent: Dropbox tells ${these} nothing; they come in through single sign-on.`];
  }
  return [
    `Not silent: Dropbox sends ${these} a welcome e-mail; they must accept the invitation and choose a password.`,
  ];
}

function removalConsequences(changes: readonly DeprovisionChange[]): string[] {
  const dates = new Set(changes.map(({ reversibleUntil }) => reversibleUntil));
  const sentences: string[] = [];
  for (const date of dates) {
    if (date === null) continue;
    sentences.push(
      `Removed accounts can be recovered until ${moment(date)}; before that the same e-mail cannot be provisioned anew.`,
    );
  }
  if (changes.some(({ options }) => options.method === 'downgrade')) {
    sentences.push('Downgraded accounts go on as personal ones outside the team and cannot be recovered.');
  }
  return sentences;
}

function wordFor(change: ReportedChange): string {
  if (change.action !== 'deprovision') return LOOKS[change.action].word;
  if (change.before?.status === 'invited') return 'WITHDRAW INVITATION';
  switch (change.options.method) {
    case 'remove':
      return 'REMOVE';
    case 'suspend':
      return 'SUSPEND';
    case 'downgrade':
      return 'DOWNGRADE';
  }
}

const FIELD_WORDS = {
  status: 'status',
  email: 'e-mail',
  givenName: 'given name',
  surname: 'surname',
  externalId: 'external id',
} as const;

function transitions({ before, after }: ReportedChange): string[] {
  const fields = Object.keys(FIELD_WORDS) as (keyof typeof FIELD_WORDS)[];
  return fields.flatMap((field) => {
    const to = after?.[field];
    if (to === undefined) return [];
    const label = field === 'status' ? '' : `${FIELD_WORDS[field]} `;
    return [`${label}${shown(before?.[field] ?? 'no account')} → ${shown(to)}`];
  });
}

/** Until when a removal can be taken back; nobody should have to look for that. */
function wayBack({ action, reversibleUntil }: ReportedChange): string {
  if (action !== 'deprovision' || reversibleUntil === null) return '';
  return ` Can be undone until ${moment(reversibleUntil)}.`;
}

function shown(value: string): string {
  return value === '' ? '(none)' : clean(value);
}

function remarksOn({ options }: ReportedChange): string[] {
  return [
    ...('wipeData' in options && options.wipeData ? ['DELETES THE DATA ON LINKED DEVICES'] : []),
    ...('waitsForSeat' in options ? ['after a removal of this plan has freed a licence'] : []),
    ...('buysSeat' in options ? ['buys a licence'] : []),
  ];
}
