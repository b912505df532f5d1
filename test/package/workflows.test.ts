import { expect, test } from 'vitest';
import * as z from 'zod';
import { manifest } from './manifest.ts';
import { read, readYaml, textsOf, valuesOf } from './place.ts';

const OURS = ['.github/workflows/ci.yml', '.github/workflows/release.yml'];
const ALL = [...OURS, 'action.yml', 'examples/github/plan-and-apply.yml', 'examples/github/nightly.yml'];

const permissions = z.record(z.string(), z.enum(['read', 'write']));
const workflowSchema = z.looseObject({
  permissions,
  jobs: z.record(
    z.string(),
    z.looseObject({
      needs: z.string().optional(),
      environment: z.string().optional(),
      permissions: permissions.optional(),
      'timeout-minutes': z.number(),
      steps: z.array(z.looseObject({ run: z.string().optional() })),
    }),
  ),
});

function workflow(file: string): z.infer<typeof workflowSchema> {
  return workflowSchema.parse(readYaml(file));
}

/** The shell lines of a job, or of a whole file. */
function runsOf(node: unknown): string[] {
  return textsOf(valuesOf(node, 'run'));
}

test.each(ALL)('%s uses every action at one commit, with its version beside it', (file) => {
  const foreign = read(file)
    .split('\n')
    .filter((line) => /\buses:/.test(line) && !line.includes('OWNER/teamsync@'));
  for (const line of foreign) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('an action is used at the same commit everywhere', () => {
  const uses = ALL.flatMap((file) => textsOf(valuesOf(readYaml(file), 'uses')));
  const names = new Set(uses.map((used) => used.split('@')[0]));
  expect(new Set(uses).size).toBe(names.size);
});

test.each(ALL)('%s has no expression in a shell line', (file) => {
  for (const line of runsOf(readYaml(file))) expect(line).not.toContain('${{');
});

test.each(ALL.filter((file) => file !== 'action.yml'))('%s gives its jobs no more than they need', (file) => {
  const { permissions: general, jobs } = workflow(file);
  expect(Object.values(general)).not.toContain('write');
  const writers = Object.entries(jobs).filter(([, job]) =>
    Object.values(job.permissions ?? {}).includes('write'),
  );
  expect(writers.map(([name, job]) => [name, job.permissions])).toEqual(
    file.endsWith('release.yml')
      ? [['publish', { 'id-token': 'write' }]]
      : file.endsWith('plan-and-apply.yml')
        ? [['preview', { contents: 'read', 'pull-requests': 'write' }]]
        : [],
  );
});

test.each(OURS)('%s calls only scripts that there are, and installs without running any', (file) => {
  const runs = runsOf(readYaml(file)).join('\n');
  const called = [...runs.matchAll(/npm run (\S+)/g)].map(([, name]) => name);
  expect(called.filter((name) => name === undefined || manifest.scripts[name] === undefined)).toEqual([]);
  for (const [line] of runs.matchAll(/npm (ci|pack|publish)\b.*/g))
    expect(line).toContain('--ignore-scripts');
});

test('a release is tested, its packages are verified, and it is published without any token', () => {
  const { jobs } = workflow('.github/workflows/release.yml');
  const [before, after] = [runsOf(jobs['pack']), runsOf(jobs['publish'])];
  expect(before).toEqual(expect.arrayContaining(['npm audit signatures', 'npm run build', 'npm test']));
  expect(jobs['publish']).toMatchObject({ needs: 'pack', environment: 'npm' });
  expect(after).toHaveLength(1);
  expect(after[0]).toMatch(/^npm publish .* --provenance\b/);
  expect(read('.github/workflows/release.yml')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/);
});
