import { expect, test } from 'vitest';
import * as z from 'zod';
import { variableOf } from './action.ts';
import { read, readYaml } from './place.ts';

const described = z.record(z.string(), z.object({ description: z.string(), value: z.string().optional() }));
const actionSchema = z.object({
  inputs: described,
  outputs: described,
  runs: z.object({
    using: z.literal('composite'),
    steps: z.array(
      z.object({
        uses: z.string().optional(),
        run: z.string().optional(),
        shell: z.string().optional(),
        env: z.record(z.string(), z.string()).default({}),
      }),
    ),
  }),
});

const action = actionSchema.parse(readYaml('action.yml'));
const { steps } = action.runs;
const scripts = `${read('action/run.sh')}\n${read('action/install.sh')}`;

test('every input is handed to a script in a variable of its name, which the script reads', () => {
  const handed = Object.assign({}, ...steps.map(({ env }) => env)) as Record<string, string>;
  for (const name of Object.keys(action.inputs)) {
    expect(handed[variableOf(name)]).toBe(`\${{ inputs.${name} }}`);
    expect(scripts).toContain(`\${${variableOf(name)}:-`);
  }
});

test('no script reads an input that there is not', () => {
  const known = Object.keys(action.inputs).map(variableOf);
  const readOnes = scripts.match(/INPUT_[A-Z_]+/g) ?? [];
  expect(readOnes.filter((name) => !known.includes(name))).toEqual([]);
});

test('no step has an expression in its script', () => {
  for (const { run = '', shell } of steps.filter((step) => step.run !== undefined)) {
    expect(run).not.toContain('${{');
    expect(shell).toBe('bash');
  }
});

test('every output is written by the script that runs teamsync', () => {
  const written = read('action/outcome.js');
  for (const [name, { value }] of Object.entries(action.outputs)) {
    expect(value).toBe(`\${{ steps.run.outputs.${name} }}`);
    expect(written).toMatch(new RegExp(`^ +'?${name}'?: `, 'm'));
  }
});
