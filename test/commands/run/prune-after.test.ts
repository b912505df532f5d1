import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pruneAfter } from '../../../src/commands/run/prune-after.ts';
import { readRunIndex } from '../../../src/state/run-index.ts';
import { teamFolder } from '../../../src/state/team-folder.ts';
import { inSync } from '../../helpers/team-builder.ts';
import { end } from '../../state/records.ts';
import { leaveRun, TEAM } from '../../state/run-values.ts';
import { place } from '../history/place.ts';
import { conducted } from './conducted.ts';

const ended = { records: [end()], result: { changes: [] } };

test('tidying up after a run warns of nothing', async () => {
  const here = await place();
  await leaveRun(here.state, 'run-1', ended);
  expect(await pruneAfter(here.context(), TEAM)).toEqual([]);
  expect([...(await readRunIndex(here.state, TEAM)).keys()]).toEqual(['run-1']);
});

test('what cannot be tidied up is a warning that says what is safe, and never an error', async () => {
  const here = await place();
  const runs = join(teamFolder(here.state, TEAM), 'runs');
  await mkdir(join(teamFolder(here.state, TEAM), 'runs.ndjson'), { recursive: true });
  const [warning, ...others] = await pruneAfter(here.context(), TEAM);
  expect(others).toEqual([]);
  expect(warning).toEqual({
    code: 'prune_failed',
    message: `Old runs in ${runs} could not be tidied away (EISDIR). What this run did is written down; the next one tries again.`,
  });
  await rm(runs, { recursive: true, force: true });
  await writeFile(runs, '');
  expect((await pruneAfter(here.context(), TEAM))[0]?.message).toContain('(ENOTDIR)');
});

test('a run that was interrupted leaves it to the next one', async () => {
  const here = await place();
  await leaveRun(here.state, 'run-1', ended);
  expect(await pruneAfter(here.context({}, { signal: AbortSignal.abort('SIGTERM') }), TEAM)).toEqual([]);
  expect(await readdir(teamFolder(here.state, TEAM))).toEqual(['runs']);
});

test('a run that changes its team or finds nothing to do is in the index at its end', async () => {
  const { folder, report } = await conducted(inSync(2));
  const [run, ...others] = [...(await readRunIndex(folder, report.team.id)).values()];
  expect(others).toEqual([]);
  expect(run).toMatchObject({ runId: report.runId, did: 'empty' });
});
