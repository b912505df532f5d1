import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { notification } from '../../src/documents/notification.ts';
import { planFile } from '../../src/documents/plan-file.ts';
import { progressEvent } from '../../src/documents/progress.ts';
import { publishedSchemas } from '../../src/documents/published.ts';
import { runReport } from '../../src/documents/run.ts';
import { rehearse, type Rehearsal } from '../helpers/rehearsal.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const schemas = publishedSchemas();

/** What is wrong with a value, by the strict schema and by the published one. */
function faultsOf(value: unknown, name: string, strict?: z.ZodType): unknown[] {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const published = ajv.compile(schemas.get(name) ?? false);
  const found = strict?.safeParse(value).error;
  return [
    ...(published(value) ? [] : (published.errors ?? [])),
    ...(found === undefined ? [] : [z.prettifyError(found)]),
  ];
}

async function readJson({ folder }: Rehearsal, name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, name), 'utf8'));
}

test('the plan file, the report and the events of a run are as their schemas say', async () => {
  const here = await rehearse();
  const { stderr } = await here.run(
    `plan ${here.roster} --out plan.json --report report.json --progress json`,
  );
  expect(faultsOf(await readJson(here, 'plan.json'), 'plan-file', planFile)).toEqual([]);
  expect(faultsOf(await readJson(here, 'report.json'), 'report', runReport)).toEqual([]);
  const applied = await here.run('apply plan.json --yes --report applied.json --progress json');
  expect(applied.exitCode).toBe(0);
  expect(faultsOf(await readJson(here, 'applied.json'), 'report', runReport)).toEqual([]);
  const lines = `${stderr}${applied.stderr}`.split('\n').filter((line) => line.startsWith('{'));
  const events = lines.map((line): unknown => JSON.parse(line));
  expect(new Set(events.map((event) => (event as { event: string }).event))).toEqual(
    new Set(['begin', 'progress', 'end']),
  );
  for (const event of events) expect(faultsOf(event, 'progress', progressEvent)).toEqual([]);
});

test('the schemas of what people write take the fixtures, and refuse a slip of the keyboard', async () => {
  const roster: unknown = JSON.parse(await readFile(join(ROOT, 'fixtures', 'roster.json'), 'utf8'));
  expect(faultsOf(roster, 'roster')).toEqual([]);
  expect(faultsOf([{ emial: 'ana@example.com' }], 'roster')).not.toEqual([]);
  expect(faultsOf({ provision: { enabled: true }, safety: { maxDeprovisions: '5%' } }, 'settings')).toEqual(
    [],
  );
  expect(faultsOf({ provision: { enbaled: true } }, 'settings')).not.toEqual([]);
});

test('roster schema prints the bytes of the published one', async () => {
  const here = await rehearse();
  const { stdout } = await here.run('roster schema');
  expect(stdout).toBe(await readFile(join(ROOT, 'schemas', 'roster.schema.json'), 'utf8'));
});

test('a message to the webhook is a text and nothing else', () => {
  expect(faultsOf({ text: 'teamsync reconcile: done (exit code 0)' }, 'notification', notification)).toEqual(
    [],
  );
  expect(faultsOf({ text: 1 }, 'notification', notification)).not.toEqual([]);
});
