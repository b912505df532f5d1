import { describe, expect, test } from 'vitest';
import { renderMarkdownReport } from '../../../src/render/reports/markdown.ts';
import { bytesOf } from '../../../src/render/reports/markdown-sections.ts';
import { deprovision, planWith, provision } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { everything } from '../everything.ts';
import { endedSpoilt, endedWith } from './ended-run.ts';
import { nodesOf } from './parsed-markdown.ts';

const MOST_BYTES = 60_000;
const OURS = /^(<details>|<details open>|<summary>[\w: ]+<\/summary>|<\/details>|<br>|\n)+$/;

test('a report of little is this text', () => {
  const plan = planWith([
    provision('pia@x.org', { name: 'Pia Paz' }),
    deprovision('leo@x.org', { wipeData: true }, { reversibleUntil: '2026-03-09T10:00:00Z' }),
  ]);
  expect(renderMarkdownReport(endedWith(plan))).toMatchInlineSnapshot(`
    "## teamsync: 2 changes planned

    **Result:** Ended well, with exit code 0.

    - **Seats:** 10 owned, 3 used, 7 free
    - **Team:** Acme, 3 members
    - **Command:** reconcile, a dry run: nothing was sent
    - **Source:** roster.csv: 3 people, 1 assigned, 1 suspended, 1 unassigned
    - **Run:** 20260302T100000Z-000000
    - **Ended:** 2026-03-02 10:00 UTC
    - **Checksum:** c0ffee

    | Count | |
    | --- | ---: |
    | **Deprovision** | 1 |
    | Provision | 1 |
    | Unchanged | 0 |
    | Blocked | 0 |
    | Left alone | 0 |

    <details open>
    <summary>Deprovision: 1</summary>

    Removed accounts can be recovered until 2026-03-09 10:00 UTC; before that the same e-mail cannot be provisioned anew.

    | Status | Who | What | Why |
    | --- | --- | --- | --- |
    | planned | \`leo@x.org\` | REMOVE active → removed | **DELETES THE DATA ON LINKED DEVICES**<br>Because a test wants it.<br>frees a licence<br>can be undone until 2026-03-09 10:00 UTC |

    </details>

    <details>
    <summary>Provision: 1</summary>

    Not silent: Dropbox sends this person a welcome e-mail; they must accept the invitation and choose a password.

    | Status | Who | What | Why |
    | --- | --- | --- | --- |
    | planned | \`pia@x.org\` Pia Paz | provision no account → invited | Because a test wants it. |

    </details>
    "
  `);
});

test('lists of destructive changes are open and come first', () => {
  const text = renderMarkdownReport(endedWith(everything()));
  const opened = [...text.matchAll(/<details( open)?>\n<summary>([\w ]+):/g)];
  expect(opened.map(([, open, title = '']) => (open === undefined ? title : `${title}!`)).join(', ')).toMatch(
    /^Deprovision!, Suspend!, Transfer!, Update, .*, Blocked, Left alone, Not enabled$/,
  );
});

test('an error comes with its code and hint, and warnings at the end', () => {
  const text = renderMarkdownReport(
    endedWith(planWith([]), {
      exitCode: 3,
      error: { code: 'over_limit', message: 'Too many.', hint: 'Raise it\nor not.' },
      warnings: [{ code: 'odd', message: 'Odd.' }],
    }),
  );
  expect(text).toContain(
    '**Result:** Ended with exit code 3 (over&#95;limit): Too many.\n\n**Hint:** Raise it or not.',
  );
  expect(text).toMatch(/<summary>Warnings: 1<\/summary>\n\n- Odd.\n\n<\/details>\n$/);
});

describe('a text of somebody else', () => {
  test.each([
    '<script>alert(1)</script>',
    '</summary></details><h1>x',
    'a | b\n\n# c',
    '`code` ```fence',
    '[link](https://evil.example)',
    'https://evil.example www.evil.example ana@x.org',
    '@octocat @org/team #1',
    '\u202eevil\u2066',
    '$x$ &lt; **b**',
    'x'.repeat(3000),
  ])('never becomes markup: %j', async (bad) => {
    const text = renderMarkdownReport(endedSpoilt(bad));
    const nodes = await nodesOf(text);
    const kinds = new Set(nodes.map(({ type }) => type));
    for (const kind of ['link', 'image', 'code', 'delete', 'emphasis', 'definition'])
      expect(kinds).not.toContain(kind);
    expect(nodes.filter(({ type }) => type === 'heading')).toHaveLength(1);
    for (const { type, value } of nodes) if (type === 'html') expect(value).toMatch(OURS);
    const rows = nodes.filter(({ type }) => type === 'tableRow').map(({ children }) => children?.length);
    expect(new Set(rows)).toEqual(new Set([2, 4]));
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(bytesOf(text)).toBeLessThan(MOST_BYTES);
  });
});

test('what has no room is cut from the end, and the report says so and where the rest is', () => {
  const names = Array.from({ length: 2000 }, (_, index) => `p${String(index)}@example.com`);
  const plan = planWith([...names.map((name) => provision(name)), ...names.map((name) => deprovision(name))]);
  const text = renderMarkdownReport(endedWith(plan, { report: reportOf(plan) }));
  expect(bytesOf(text)).toBeLessThanOrEqual(MOST_BYTES);
  expect(bytesOf(text)).toBeGreaterThan(MOST_BYTES - 1000);
  expect(text).toMatch(/\*\*Cut to fit:\*\* \d+ of 4000 lines are here\./);
  expect(text).toContain('<summary>Deprovision: 2000</summary>');
  expect(text).toMatch(/<summary>Provision: 2000<\/summary>[^|]*… and 2000 more, left out here\./);
  expect(text).toContain('| **Deprovision** | 2000 |');
});

test('the longest of texts leave room for every list', () => {
  const text = renderMarkdownReport(endedSpoilt('|@'.repeat(40_000)));
  expect(bytesOf(text)).toBeLessThanOrEqual(MOST_BYTES);
  expect(text).toContain('<summary>Warnings: 1</summary>');
});
