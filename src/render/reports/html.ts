import { createHash } from 'node:crypto';
import type { Ended } from './ended.ts';
import { SCRIPT } from './html-script.ts';
import { seatsSection } from './html-seats.ts';
import { STYLE } from './html-style.ts';
import { peopleSection } from './html-table.ts';
import { markup, Markup } from './markup.ts';
import { consequencesOf, disabledTexts, warningTexts } from './notes.ts';
import { ACTIONS, rowsOf } from './rows.ts';
import { countsOf, endingText, factsOf, headline, plain, toneOf } from './summary.ts';

/** Nothing is loaded and nothing runs but the style and the script of this very page. */
const POLICY = [
  "default-src 'none'",
  `style-src '${hashOf(STYLE)}'`,
  `script-src '${hashOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A run as one page that needs nothing else: to look at, to search, to print; every text in it is shown as a text. */
export function renderHtmlReport(ended: Ended): string {
  const { report, at } = ended;
  const rows = rowsOf(report, at);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${headline(ended)} - ${plain(report.team.name)} - teamsync</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<a class="skip" href="#people">Skip to the people</a>
<p class="kind">teamsync report on <bdi>${plain(report.team.name)}</bdi></p>
<h1>${headline(ended)}</h1>
${result(ended)}</header>
<main>
${[
  counts(ended),
  seatsSection(report),
  list(
    'follows',
    'What follows',
    ACTIONS.flatMap((action) => consequencesOf(report, action)),
  ),
  peopleSection(rows),
  list('disabled', 'Not enabled', disabledTexts(report)),
  list('warnings', 'Warnings', warningTexts(ended)),
  facts(ended),
]}</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

function result(ended: Ended): Markup {
  const hint = ended.error?.hint ?? null;
  return markup`<div class="result ${toneOf(ended)}"><p>${endingText(ended)}</p>${
    hint === null ? '' : markup`<p>Hint: ${plain(hint)}</p>`
  }</div>
`;
}

function counts({ report }: Ended): Markup {
  const items = countsOf(report).map(
    ({ label, number, destructive }) =>
      markup`<li class="${destructive ? 'destructive' : 'other'}"><strong>${number}</strong> ${label}</li>
`,
  );
  return markup`<section aria-labelledby="counts">
<h2 id="counts">Counts</h2>
<ul class="counts">
${items}</ul>
</section>
`;
}

function facts(ended: Ended): Markup {
  const items = factsOf(ended).map(
    ([label, text]) => markup`<dt>${label}</dt><dd><bdi>${text}</bdi></dd>
`,
  );
  return markup`<section aria-labelledby="run">
<h2 id="run">About this run</h2>
<dl class="facts">
${items}</dl>
</section>
`;
}

function list(id: string, title: string, texts: readonly string[]): Markup {
  if (texts.length === 0) return markup``;
  return markup`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<ul>
${texts.map((text) => markup`<li dir="auto">${text}</li>\n`)}</ul>
</section>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
