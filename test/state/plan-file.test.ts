import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptShape } from '../../src/state/memory.ts';
import { readPlanFile, writePlanFile } from '../../src/state/plan-file.ts';
import { NOTHING_REMEMBERED } from '../helpers/memory.ts';
import { planFile } from '../helpers/plan-file.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { editsOf } from './edits.ts';

async function written(content = planFile()): Promise<string> {
  const path = join(await temporaryFolder(), 'plan.json');
  await writePlanFile(path, content);
  return path;
}

function sameJson(one: string, other: string): boolean {
  try {
    return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
  } catch {
    return false;
  }
}

describe('a plan file as it was written', () => {
  test('holds everything it was given', async () => {
    expect(await readPlanFile(await written())).toEqual(planFile());
  });

  test.each([
    ['no limits', planFile({ limits: {} })],
    ['nothing remembered', planFile({ memory: keptShape(NOTHING_REMEMBERED) })],
    ['nobody', planFile({ people: [], changes: [], only: [] })],
    [
      'a key that JavaScript treats in its own way',
      planFile({ settings: JSON.parse('{"__proto__":{"a":1}}') as object }),
    ],
    [
      'keys that look like numbers',
      planFile({ settings: { groups: { map: { b: '1', '10': '2', '9': '3' } } } }),
    ],
  ])('is read with %s', async (_what, content) => {
    expect(await readPlanFile(await written(content))).toEqual(content);
  });

  test('is for its owner alone, because it names people', async () => {
    expect((await stat(await written())).mode & 0o777).toBe(0o600);
  });

  test('may be laid out anew by an editor', async () => {
    const path = await written();
    await writeFile(path, JSON.stringify(JSON.parse(await readFile(path, 'utf8')), null, '\t'));
    expect(await readPlanFile(path)).toEqual(planFile());
  });
});

describe('a plan file that was altered', () => {
  test('is refused as such, whatever single value was changed, added, taken away or moved', async () => {
    const path = await written();
    const original: unknown = JSON.parse(await readFile(path, 'utf8'));
    const edits = editsOf(original, ['kind', 'version']);
    expect(edits.length).toBeGreaterThan(300);
    for (const { name, make } of edits) {
      const altered = structuredClone(original);
      make(altered);
      await writeFile(path, JSON.stringify(altered));
      const error = await refusalOf(() => readPlanFile(path));
      expect([name, error.code, error.exitCode]).toEqual([name, 'plan_altered', 10]);
    }
  });

  test('is never taken for what was written when any one character is another', async () => {
    const path = await written();
    const text = await readFile(path, 'utf8');
    const place = fc.nat(text.length - 1);
    const character = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 });
    await fc.assert(
      fc.asyncProperty(place, character, async (at, other) => {
        const altered = text.slice(0, at) + other + text.slice(at + 1);
        fc.pre(!sameJson(text, altered));
        await writeFile(path, altered);
        const error = await refusalOf(() => readPlanFile(path));
        expect(['plan_altered', 'plan_unreadable']).toContain(error.code);
      }),
      { numRuns: 300 },
    );
  });

  test('is refused when a byte of a text changes', async () => {
    const path = await written();
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('ana@example.com', 'anb@example.com'));
    const error = await refusalOf(() => readPlanFile(path));
    expect(error).toMatchObject({ code: 'plan_altered', exitCode: 10, details: { path } });
    expect(error.message).toContain('Nothing was sent to Dropbox');
    expect(error.hint).toContain('teamsync plan ROSTER --out FILE');
  });

  test('is refused without its seal', async () => {
    const path = await written();
    await writeFile(path, JSON.stringify(planFile()));
    expect(await refusalOf(() => readPlanFile(path))).toMatchObject({ code: 'plan_altered', exitCode: 10 });
  });
});

describe('what is no plan file', () => {
  test.each([
    ['not JSON', 'email,status\n', 'is not JSON'],
    ['cut off', '{"kind":"teamsync-plan","version":2,', 'is not JSON'],
    ['empty', '', 'is not JSON'],
    ['a list', '[]', 'is not a plan file'],
    ['null', 'null', 'is not a plan file'],
    ['of another kind', '{"kind":"terraform-plan","version":2}', 'is not a plan file'],
    ['without a version', '{"kind":"teamsync-plan"}', 'is not a plan file'],
    [
      'of an earlier version',
      '{"kind":"teamsync-plan","version":1}',
      'has version 1, and this teamsync reads version 2',
    ],
    [
      'of a later version',
      '{"kind":"teamsync-plan","version":3}',
      'has version 3, and this teamsync reads version 2',
    ],
  ])('%s: refused as unreadable', async (_what, text, message) => {
    const path = join(await temporaryFolder(), 'plan.json');
    await writeFile(path, text);
    const error = await refusalOf(() => readPlanFile(path));
    expect(error).toMatchObject({ code: 'plan_unreadable', exitCode: 7, details: { path } });
    expect(error.message).toBe(`${path} ${message}.`);
  });

  test('a missing file says so', async () => {
    const path = join(await temporaryFolder(), 'nowhere.json');
    const error = await refusalOf(() => readPlanFile(path));
    expect(error).toMatchObject({ code: 'plan_unreadable', exitCode: 7 });
    expect(error.message).toBe(`${path} cannot be read (ENOENT).`);
  });
});
