import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { understood } from '../cli/typed.ts';
import { startRunner } from './action.ts';
import { readYaml, valuesOf } from './place.ts';

const stepSchema = z.looseObject({
  uses: z.string().default(''),
  with: z.record(z.string(), z.coerce.string()).default({}),
});

const known = Object.keys(z.object({ inputs: z.looseObject({}) }).parse(readYaml('action.yml')).inputs);

const steps = ['plan-and-apply', 'nightly'].flatMap((name) =>
  valuesOf(readYaml(`examples/github/${name}.yml`), 'steps')
    .flatMap((list) => z.array(stepSchema).parse(list))
    .filter(({ uses }) => uses.startsWith('OWNER/teamsync@'))
    .map(({ with: inputs }): [string, Record<string, string>] => [name, inputs]),
);

/** A program that only writes down what it is called with. */
const RECORDER = `require('node:fs').writeFileSync('called.json', JSON.stringify(process.argv.slice(2)));`;

test.each(steps)('a step of %s gives the action inputs that lead to a command: %j', async (_name, inputs) => {
  expect(Object.keys(inputs).filter((input) => !known.includes(input))).toEqual([]);
  const { workspace, step } = await startRunner();
  const program = join(workspace, 'recorder.cjs');
  await writeFile(program, RECORDER);
  await step('run.sh', inputs, { env: { TEAMSYNC_PROGRAM: program } });
  const words: unknown = JSON.parse(await readFile(join(workspace, 'called.json'), 'utf8'));
  const { input } = await understood(z.array(z.string()).parse(words));
  const isApplied = inputs['mode'] === 'apply';
  expect(input).toMatchObject(isApplied ? { yes: true } : { settings: 'teamsync.json' });
});
