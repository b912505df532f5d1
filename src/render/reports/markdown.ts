import { LOOKS } from '../looks.ts';
import { seatsText } from '../seats.ts';
import type { Ended } from './ended.ts';
import { bytesOf, fitSections, type Section } from './markdown-sections.ts';
import { code, prose } from './markdown-text.ts';
import { consequencesOf, disabledTexts, warningTexts } from './notes.ts';
import { ACTIONS, isDestructive, rowsOf, type Row } from './rows.ts';
import { countsOf, endingText, factsOf, headline, plain } from './summary.ts';

/** GitHub takes 65,536 characters in a comment. */
const MOST_BYTES = 60_000;
/** Room for the words on what was cut from the whole. */
const WORDS_BYTES = 200;
/** An error may say more than a fact. */
const LONGEST_ERROR = 1000;
const LONGEST_FACT = 200;

const HEAD = ['| Status | Who | What | Why |', '| --- | --- | --- | --- |'];
const STATUS_WORDS = { blocked: 'blocked', kept: 'left alone' } as const;

/** A run for a pull request or a job summary: under 60 kB, destructive changes first, and no text of others is markup. */
export function renderMarkdownReport(ended: Ended): string {
  const head = headText(ended);
  const room = MOST_BYTES - bytesOf(head) - WORDS_BYTES;
  const { text, shown, all } = fitSections(sectionsOf(ended), room);
  const cut =
    shown === all
      ? []
      : [
          `**Cut to fit:** ${String(shown)} of ${String(all)} lines are here. A report in HTML, CSV or JSON has them all.`,
          '',
        ];
  return [head, ...cut, text].join('\n');
}

function headText(ended: Ended): string {
  const { error, report } = ended;
  const hint = error?.hint ?? null;
  return [
    `## teamsync: ${headline(ended)}`,
    '',
    `**Result:** ${prose(endingText(ended), LONGEST_ERROR)}`,
    '',
    ...(hint === null ? [] : [`**Hint:** ${prose(plain(hint), LONGEST_ERROR)}`, '']),
    `- **Seats:** ${prose(seatsText(report))}`,
    ...factsOf(ended).map(([label, text]) => `- **${label}:** ${prose(text, LONGEST_FACT)}`),
    '',
    '| Count | |',
    '| --- | ---: |',
    ...countsOf(report).map(({ label, number, destructive }) => {
      const shown = destructive ? `**${label}**` : label;
      return `| ${shown} | ${String(number)} |`;
    }),
    '',
  ].join('\n');
}

function sectionsOf(ended: Ended): Section[] {
  const { report, at } = ended;
  const rows = rowsOf(report, at);
  const changes = rows.filter(({ status }) => status !== 'blocked' && status !== 'kept');
  return [
    ...ACTIONS.map((action) => ({
      ...tableOf(
        LOOKS[action].heading,
        changes.filter((row) => row.action === action),
      ),
      open: isDestructive(action),
      notes: consequencesOf(report, action).map((note) => prose(note)),
    })),
    tableOf(
      'Blocked',
      rows.filter(({ status }) => status === 'blocked'),
    ),
    tableOf(
      'Left alone',
      rows.filter(({ status }) => status === 'kept'),
    ),
    listOf('Not enabled', disabledTexts(report)),
    listOf('Warnings', warningTexts(ended)),
  ].filter(({ lines }) => lines.length > 0);
}

function tableOf(title: string, rows: readonly Row[]): Section {
  const lines = rows.map((row) => `| ${cellsOf(row).join(' | ')} |`);
  return { title: `${title}: ${String(rows.length)}`, open: false, notes: [], head: HEAD, lines };
}

function cellsOf({ status, email, name, word, what, remarks, why }: Row): string[] {
  return [
    status === 'blocked' || status === 'kept' ? STATUS_WORDS[status] : status,
    [code(email), prose(name)].filter((part) => part !== '').join(' '),
    [prose(word), prose(what)].filter((part) => part !== '').join(' '),
    [...remarks.map((remark) => `**${prose(remark)}**`), ...why.map((reason) => prose(reason))].join('<br>'),
  ];
}

function listOf(title: string, texts: readonly string[]): Section {
  const lines = texts.map((text) => `- ${prose(text)}`);
  return { title: `${title}: ${String(texts.length)}`, open: false, notes: [], head: [], lines };
}
