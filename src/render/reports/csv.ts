import type { Blocked, Kept } from '../../plan/types.ts';
import { groupOf } from '../about-group.ts';
import { renderCsv } from '../csv.ts';
import type { ReportedChange, RunReport } from '../report.ts';
import { transitions } from '../transitions.ts';

/** Between several values in one cell, as in rosters. */
const SEPARATOR = ';';

const COLUMNS = [
  'status',
  'action',
  'reason',
  'email',
  'name',
  'change',
  'input.line',
  'input.groups',
  'input.externalId',
  'input.givenName',
  'input.surname',
  'input.role',
  'input.group',
  'input.transferTo',
  'result.status',
  'result.code',
  'result.message',
  'result.reversibleUntil',
  'result.until',
] as const;

type Cells = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/** A line for each person and change in the order of application, then one for whoever is blocked or left alone. */
export function renderCsvReport({ changes, blocked, kept }: RunReport): string {
  const rows = [
    ...changes.map(changeCells),
    ...blocked.map((item) => withheldCells('blocked', item)),
    ...kept.map((item) => withheldCells('kept', item)),
  ];
  return renderCsv([COLUMNS, ...rows.map((cells) => COLUMNS.map((column) => String(cells[column] ?? '')))]);
}

function changeCells(change: ReportedChange): Cells {
  const { status, action, reason, email, name, source, externalId, after, options, error } = change;
  return {
    status,
    action,
    reason,
    email,
    name,
    change: transitions(change).join(', '),
    'input.line': source.line,
    'input.groups': source.groups.join(SEPARATOR),
    'input.externalId': after?.externalId ?? externalId,
    'input.givenName': after?.givenName ?? null,
    'input.surname': after?.surname ?? null,
    'input.role': after?.role ?? null,
    'input.group': groupOf(change),
    'input.transferTo': 'transferTo' in options ? (options.transferTo ?? null) : null,
    'result.status': status,
    'result.code': error?.code ?? null,
    'result.message': error?.message ?? null,
    'result.reversibleUntil': change.reversibleUntil,
  };
}

function withheldCells(status: 'blocked' | 'kept', item: Blocked | Kept): Cells {
  const { action, email, group, code, message, until } = item;
  return {
    status,
    action,
    reason: code,
    email,
    'input.group': group ?? null,
    'result.status': status,
    'result.code': code,
    'result.message': message,
    'result.until': until,
  };
}
