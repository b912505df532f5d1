import { LOOKS } from '../looks.ts';
import { markup, type Markup } from './markup.ts';
import { ACTIONS, type Row } from './rows.ts';

/** Every status, in the order in which a filter offers them, with its word. */
const STATUS_WORDS: Readonly<Record<Row['status'], string>> = {
  planned: 'planned',
  applied: 'applied',
  failed: 'failed',
  unknown: 'unknown',
  skipped: 'skipped',
  blocked: 'blocked',
  kept: 'left alone',
};

/** Everybody whom a run is about, in a table that can be searched and filtered where scripts run. */
export function peopleSection(rows: readonly Row[]): Markup {
  if (rows.length === 0) {
    return markup`<section aria-labelledby="people"><h2 id="people">People</h2><p>Nobody is changed, blocked or left alone.</p></section>
`;
  }
  return markup`<section aria-labelledby="people">
<h2 id="people">People</h2>
${filters(rows)}<p id="shown" role="status"></p>
<div class="scroll" role="region" aria-labelledby="people" tabindex="0">
<table>
<caption>One line a person and change, the destructive ones first.</caption>
<thead><tr><th scope="col">Status</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Why</th></tr></thead>
<tbody>
${rows.map(line)}</tbody>
</table>
</div>
</section>
`;
}

function filters(rows: readonly Row[]): Markup {
  const actions = ACTIONS.filter((action) => rows.some((row) => row.action === action));
  const statuses = (Object.keys(STATUS_WORDS) as Row['status'][]).filter((status) =>
    rows.some((row) => row.status === status),
  );
  return markup`<form role="search" aria-label="Filter the people" autocomplete="off" hidden>
<label class="search">Search <input type="search" name="search"></label>
<label>Action <select name="action"><option value="">all</option>${
    rows.some(({ destructive }) => destructive) ? option('destructive', 'destructive ones') : ''
  }${actions.map((action) => option(action, LOOKS[action].heading))}</select></label>
<label>Status <select name="status"><option value="">all</option>${statuses.map((status) => option(status, STATUS_WORDS[status]))}</select></label>
<button type="reset">Show all</button>
</form>
`;
}

function option(value: string, text: string): Markup {
  return markup`<option value="${value}">${text}</option>`;
}

function line({ status, action, destructive, word, email, name, what, remarks, why }: Row): Markup {
  return markup`<tr class="${destructive ? 'destructive' : 'other'}" data-action="${action}" data-status="${status}"><td>${STATUS_WORDS[status]}</td><th scope="row"><bdi>${email}</bdi>${
    name === '' ? '' : markup` <bdi>${name}</bdi>`
  }</th><td><span class="word">${word}</span> <bdi>${what}</bdi></td><td>${[
    ...remarks.map((text) => markup`<p class="remark" dir="auto">${text}</p>`),
    ...why.map((text) => markup`<p class="why" dir="auto">${text}</p>`),
  ]}</td></tr>
`;
}
