import type { IgnoredReason } from './callback.ts';
import type { Page } from './page.ts';

const NAME = 'teamsync';

/** The page that ends a sign-in, titled so that the tab can be found again. */
export function endPage({ heading, text, tone }: Omit<Page, 'title'>): Page {
  return { title: `${heading} - ${NAME}`, heading, text, tone };
}

/** The page of a sign-in that Dropbox did not allow. */
export function refusalPage(denied: boolean): Page {
  return denied
    ? endPage({
        tone: 'refused',
        heading: 'Access was not allowed',
        text: 'Nothing was stored. To allow it after all, start the sign-in again in the terminal.',
      })
    : endPage({
        tone: 'error',
        heading: 'Dropbox ended the sign-in',
        text: 'Nothing was stored. The terminal says why, and what to do about it.',
      });
}

/** The page of an answer to a sign-in that has its answer already, or that nobody waits for any more. */
export const USED_PAGE: Page = endPage({
  tone: 'error',
  heading: 'Already used',
  text: 'This sign-in was answered or given up before, so this answer changes nothing.',
});

/** The page of a request that is no answer to the sign-in under way. */
export function ignoredPage(reason: IgnoredReason): Page {
  switch (reason) {
    case 'method':
    case 'host':
    case 'path':
      return endPage({
        tone: 'error',
        heading: 'Nothing to see here',
        text: 'This address only waits for the answer to a sign-in at Dropbox.',
      });
    case 'state':
      return endPage({
        tone: 'error',
        heading: 'This answer belongs to another sign-in',
        text: 'It was ignored. Open the address that the terminal shows to go on with the sign-in.',
      });
    case 'duplicate':
    case 'too_long':
    case 'code_and_error':
    case 'neither':
      return endPage({
        tone: 'error',
        heading: 'This is not an answer of Dropbox',
        text: 'It was ignored. Open the address that the terminal shows to go on with the sign-in.',
      });
  }
}
