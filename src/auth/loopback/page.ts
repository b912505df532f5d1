import { createHash } from 'node:crypto';

export type Tone = 'success' | 'refused' | 'error';

export interface Page {
  title: string;
  heading: string;
  text: string;
  tone: Tone;
}

const STYLE = `
:root { color-scheme: light dark; --back: #f4f5f7; --card: #ffffff; --line: #dfe2e6; --ink: #1c2024; --soft: #5a626b;
  --success: #1a7f37; --refused: #8a5d00; --error: #c0202b; }
@media (prefers-color-scheme: dark) { :root { --back: #131619; --card: #1c2024; --line: #31373d; --ink: #e8eaed;
  --soft: #a5adb6; --success: #4ac26b; --refused: #dba72c; --error: #ff7b72; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--back); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 29rem; padding: 2.25rem 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px; overflow-wrap: anywhere; }
svg { display: block; width: 2.5rem; height: 2.5rem; margin-bottom: 1.25rem; fill: none; stroke: currentColor;
  stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.success svg { color: var(--success); } .refused svg { color: var(--refused); } .error svg { color: var(--error); }
h1 { margin: 0 0 .6rem; font-size: 1.4rem; line-height: 1.3; font-weight: 600; }
p { margin: 0; white-space: pre-line; }
.end { margin-top: 1.5rem; padding-top: 1.1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .925rem; }
`;

const SIGNS: Readonly<Record<Tone, string>> = {
  success: '<circle cx="12" cy="12" r="10"/><path d="m7.5 12.5 3 3 6-6.5"/>',
  refused: '<circle cx="12" cy="12" r="10"/><path d="M8 12h8"/>',
  error: '<circle cx="12" cy="12" r="10"/><path d="M12 7v6M12 16.5v.01"/>',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

/** What every answer of the listener says: nothing is kept, nothing is loaded, nothing is told to other sites. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': POLICY.join('; '),
  'X-Content-Type-Options': 'nosniff',
  Connection: 'close',
};

/** A whole HTML document that needs nothing else and shows its texts as texts. */
export function renderPage({ title, heading, text, tone }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main class="${tone}">
<svg viewBox="0 0 24 24" aria-hidden="true">${SIGNS[tone]}</svg>
<h1>${escapeHtml(heading)}</h1>
<p>${escapeHtml(text)}</p>
<p class="end">You can close this tab and go back to the terminal.</p>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
