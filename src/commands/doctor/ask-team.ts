import { checkTeam } from '../../auth/credentials.ts';
import { createDropboxTeam } from '../../dropbox/client.ts';
import { SMALL_PAGE_SIZE } from '../../dropbox/listing.ts';
import { TeamsyncError } from '../../errors.ts';
import type { Actual, Extent } from '../../team.ts';
import { profileFlag, type Context } from '../context.ts';
import type { Line } from '../run/line.ts';
import { sessionFor, type RunSession } from '../run/session.ts';
import { watchPages } from './page-sizes.ts';

/** What became of asking Dropbox for the team. */
export interface Asked {
  /** `null` where there are no credentials that could be used. */
  opened: RunSession | null;
  /** Whether Dropbox gives another access token for it; `unknown` where it was not asked, or did not say. */
  renewal: 'renewed' | 'impossible' | 'unknown';
  /** `null` where it was not read. */
  actual: Actual | null;
  /** What kept it from being read; `null` also when nobody was asked. */
  error: TeamsyncError | null;
  /** The reading took pages that are smaller than usual. */
  smallPages: boolean;
}

/** Opens the session, has its token renewed and reads the team with it; without `reached` nobody is asked. */
export async function askTeam(
  context: Context,
  line: Line,
  { extent, reached }: { extent: Extent; reached: boolean },
): Promise<Asked> {
  const asked: Asked = { opened: null, renewal: 'unknown', actual: null, error: null, smallPages: false };
  const { transport, sizes } = watchPages(line.transport);
  try {
    asked.opened = await sessionFor(context, line);
    if (!reached) return asked;
    const { session, login } = asked.opened;
    asked.renewal = (await session.refresh()) === null ? 'impossible' : 'renewed';
    const actual = await createDropboxTeam(session, transport).reader.readTeam(extent);
    if (login !== null) checkTeam(login, actual.team, profileFlag(context));
    return { ...asked, actual, smallPages: sizes.has(SMALL_PAGE_SIZE) };
  } catch (error) {
    if (!(error instanceof TeamsyncError)) throw error;
    return { ...asked, error };
  }
}
