import type { Reply } from '../replies.ts';
import type { Scope } from '../scopes.ts';
import { AUTHORIZE_ROUTE } from './paths.ts';
import type { Parameters } from './parameters.ts';

const STYLE = `:root{color-scheme:light dark;font:1rem/1.5 system-ui,sans-serif}
body{max-width:34rem;margin:4rem auto;padding:0 1rem}
h1{font-size:1.4rem}code{font-size:1.05em;overflow-wrap:anywhere}
button{font:inherit;padding:.5rem 1.5rem;margin:1rem .5rem 0 0;cursor:pointer}
footer{margin-top:3rem;font-size:.85rem;opacity:.75}`;

/** Browsers hold a form's redirects to `form-action` as well, and those lead to any registered place. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action *; base-uri 'none'; frame-ancestors 'none'";

/** Keeps codes and states out of caches and out of the next request. */
export const PRIVATE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
};

/** Makes any text safe in HTML, between tags and in quoted attributes. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

function page(status: number, title: string, content: string): Reply {
  const heading = escapeHtml(title);
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    headers: { ...PRIVATE_HEADERS, 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' },
    body: `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${heading}</title>
<style>${STYLE}</style></head>
<body>
<main>
<h1>${heading}</h1>
${content}
</main>
<footer>This is the sandbox on your own machine, not Dropbox.</footer>
</body>
</html>
`,
  };
}

/** Asks whether the app may do what it wants; both buttons send the request back as it came. */
export function consentPage(
  { appKey, teamName, scopes }: { appKey: string; teamName: string; scopes: readonly Scope[] },
  parameters: Parameters,
): Reply {
  // In the query, because a browser rewrites line breaks in the fields of a form.
  const asked = new URLSearchParams([...parameters].filter(([name]) => name !== 'decision'));
  const items = scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>\n`);
  return page(
    200,
    'Allow access to your team?',
    `<p>The app <code id="app">${escapeHtml(appKey)}</code> asks for access to the team ${escapeHtml(teamName)}:</p>
<ul id="scopes">
${items.join('')}</ul>
<form method="post" action="/${AUTHORIZE_ROUTE}?${escapeHtml(asked.toString())}">
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>`,
  );
}

/** Shows a code that somebody has to carry to the app themselves; `null` when it got lost. */
export function codePage(code: string | null): Reply {
  const shown = code === null ? '' : `<p><code id="code">${escapeHtml(code)}</code></p>`;
  return page(200, 'Access code', `<p>Copy this code into the app to finish.</p>\n${shown}`);
}

/** Says that nothing was allowed, where there is no app to send this to. */
export function deniedPage(): Reply {
  return page(200, 'Access denied', '<p>The app got no access to your team. You can close this page.</p>');
}

/** Says what is wrong with a request that leads nowhere. */
export function problemPage(problem: string): Reply {
  return page(400, 'Error (400)', `<p id="problem">${escapeHtml(problem)}</p>`);
}
