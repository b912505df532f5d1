import type { ServerResponse } from 'node:http';
import { PAGE_HEADERS, renderPage, type Page } from './page.ts';

/** RFC 9110, section 15.5.6: a refused method is answered with the allowed ones. */
const METHOD_NOT_ALLOWED = 405;

/** Answers with a page and lets go of the connection; resolves when the page is handed over or the browser is gone. */
export function sendPage(response: ServerResponse, status: number, page: Page): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) {
      resolve();
      return;
    }
    // Comes after the last byte went to the system, and also when the connection breaks before.
    response.once('close', resolve);
    const html = renderPage(page);
    response.writeHead(status, {
      ...PAGE_HEADERS,
      'Content-Length': Buffer.byteLength(html),
      ...(status === METHOD_NOT_ALLOWED ? { Allow: 'GET' } : {}),
    });
    response.end(html);
  });
}
