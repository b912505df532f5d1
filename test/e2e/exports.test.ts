import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RosterCheck } from '../../src/render/roster.ts';
import { rehearse } from '../helpers/rehearsal.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXPORTS = join(ROOT, 'fixtures', 'exports');

interface Planned {
  roster: { format: string; people: number };
  changes: { action: string; email: string }[];
}

test.each([
  ['okta.csv', 'okta', 5],
  ['google-workspace.csv', 'google', 4],
  ['entra.csv', 'entra', 4],
  ['microsoft-365.csv', 'microsoft365', 2],
  ['bamboohr.csv', 'bamboohr', 3],
  ['dropbox.csv', 'dropbox', 4],
  ['scim.json', 'scim', 3],
  ['scim.ndjson', 'scim', 3],
  ['ugly-windows-1252.csv', 'teamsync', 2],
  ['ugly-utf-16.txt', 'dropbox', 2],
  ['ugly-excel-ids.csv', 'teamsync', 4],
])('%s is checked and planned as it is', async (name, dialect, people) => {
  const here = await rehearse();
  const checked = await here.ask<RosterCheck>(`roster check ${join(EXPORTS, name)}`);
  expect([checked.exitCode, checked.error]).toEqual([0, null]);
  expect(checked.data).toMatchObject({ dialect, people, problems: [] });
  const planned = await here.ask<Planned>(`reconcile ${join(EXPORTS, name)} --dry-run`);
  expect(planned.data.roster).toMatchObject({ format: checked.data.format, people });
});

test('a plan from an export is applied later without the export', async () => {
  const here = await rehearse();
  const plan = join(here.folder, 'plan.json');
  const roster = join(EXPORTS, 'scim.json');
  await here.run('settings set deprovision.unlisted=report safety.maxSuspensions=100%');
  const planned = await here.ask<Planned>(`plan ${roster} --out ${plan}`);
  expect(planned.data.changes.map(({ action, email }) => `${action} ${email}`)).toContain(
    'suspend ben.okafor@example.com',
  );
  const { exitCode, data } = await here.ask<{ roster: unknown; verified: boolean }>(`apply ${plan} --yes`);
  expect([exitCode, data.verified]).toEqual([0, true]);
  expect(data.roster).toMatchObject({ format: 'scim' });
});

test('the documentation names every export, and quotes only lines that are in them', async () => {
  const docs = await readFile(join(ROOT, 'docs', 'rosters.md'), 'utf8');
  const names = await readdir(EXPORTS);
  const texts = await Promise.all(names.map((name) => readFile(join(EXPORTS, name), 'utf8')));
  expect(names.filter((name) => !docs.includes(`fixtures/exports/${name}`))).toEqual([]);
  const quoted = [...docs.matchAll(/```csv\n([^`]*)```/g)].flatMap(
    ([, lines]) => lines?.trim().split('\n') ?? [],
  );
  expect(quoted.length).toBeGreaterThan(5);
  expect(quoted.filter((line) => !texts.some((text) => text.includes(line)))).toEqual([]);
});
