/** How the page looks: light or dark as its reader has it, and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --back: #f4f5f7; --card: #ffffff; --line: #dfe2e6; --ink: #1c2024; --soft: #5a626b;
  --success: #1a7f37; --refused: #8a5d00; --error: #c0202b; --accent: #0b5cad; --stripe: #fdf1f1; --track: #e3e6ea; }
@media (prefers-color-scheme: dark) { :root { --back: #131619; --card: #1c2024; --line: #31373d; --ink: #e8eaed;
  --soft: #a5adb6; --success: #4ac26b; --refused: #dba72c; --error: #ff7b72; --accent: #6cb2f7; --stripe: #2a1e20;
  --track: #31373d; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem 1.25rem 4rem; background: var(--back); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 72rem; margin: 0 auto; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
a { color: var(--accent); }
h1 { margin: 0 0 .5rem; font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 0 0 .75rem; font-size: 1.15rem; }
.kind { margin: 0 0 .25rem; color: var(--soft); }
section, .result { margin-top: 1.25rem; padding: 1.25rem 1.4rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 12px; }
.result { border-left: 5px solid currentColor; } .result p { margin: 0; } .result p + p { margin-top: .5rem; color: var(--ink); }
.success { color: var(--success); } .refused { color: var(--refused); } .error { color: var(--error); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem 1.25rem; margin: 1rem 0 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; }
.counts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 0; padding: 0; list-style: none; }
.counts li { min-width: 6.5rem; padding: .5rem .8rem; border: 1px solid var(--line); border-radius: 8px; color: var(--soft);
  font-size: .9rem; }
.counts strong { display: block; color: var(--ink); font-size: 1.4rem; line-height: 1.2; }
.counts .destructive, .counts .destructive strong { color: var(--error); border-color: currentColor; }
.seat { display: grid; grid-template-columns: 4rem minmax(0, 1fr); align-items: center; gap: .2rem 1rem; margin: .5rem 0; }
.seat svg { width: 100%; height: 1.1rem; border-radius: 4px; } .seat span { grid-column: 2; color: var(--soft); } .seat + p { margin: .75rem 0 0; }
.owned { fill: var(--track); } .used { fill: var(--accent); } .over { fill: var(--error); }
form { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; margin-bottom: .75rem; }
form[hidden] { display: none; }
label { display: grid; gap: .2rem; color: var(--soft); font-size: .9rem; } .search { flex: 1 1 14rem; }
input, select, button { min-height: 2.4rem; padding: .35rem .6rem; font: inherit; color: var(--ink); background: var(--back);
  border: 1px solid var(--soft); border-radius: 6px; max-width: 100%; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { width: 100%; min-width: 44rem; border-collapse: collapse; font-size: .93rem; }
caption { padding-bottom: .5rem; text-align: left; color: var(--soft); }
th, td { padding: .55rem .6rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; } tbody th bdi + bdi { display: block; color: var(--soft); font-weight: 400; }
th:nth-child(1), td:nth-child(1) { width: 6.5rem; } th:nth-child(2) { width: 28%; } td:nth-child(3) { width: 24%; }
tr.destructive { background: var(--stripe); } tr.destructive td:first-child { box-shadow: inset 4px 0 var(--error); }
tr.destructive .word { color: var(--error); font-weight: 700; }
td p { margin: 0; } td p + p { margin-top: .25rem; } .remark { color: var(--error); font-weight: 600; }
.why { color: var(--soft); }
ul { margin: 0; padding-left: 1.2rem; }
@media print {
  :root { --back: #ffffff; --card: #ffffff; --line: #b0b6bd; --ink: #000000; --soft: #444444; --success: #1a7f37;
    --refused: #8a5d00; --error: #c0202b; --accent: #0b5cad; --stripe: #ffffff; --track: #d9dde2; }
  body { padding: 0; font-size: 10pt; } form, .skip { display: none; }
  section, .result { padding: .75rem 0; border-width: 1px 0 0; border-radius: 0; }
  .scroll { overflow: visible; } table { min-width: 0; } thead { display: table-header-group; }
  tr, .counts li { break-inside: avoid; } h2 { break-after: avoid; }
}
`;
