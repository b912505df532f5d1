import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkComplete } from '../../../src/commands/roster/export.ts';
import { rehearse, type Rehearsal } from '../../helpers/rehearsal.ts';

interface Exported {
  out: string | null;
  people: number;
  format: string;
  roster: { people: { email: string; status: string; groups?: string[]; role?: string }[] } | null;
}
interface Planned {
  changes: unknown[];
  blocked: unknown[];
  disabled: Record<string, number>;
  summary: { unchanged: number };
}

/** Turns everything on that a roster could change. */
async function everythingOn(here: Rehearsal): Promise<void> {
  await here.run('settings set groups.enabled=true groups.map={"*":"*"} roles.enabled=true');
}

describe('roster export', () => {
  test.each(['csv', 'json'])('writes a roster as %s that plans to nothing', async (format) => {
    const here = await rehearse();
    await everythingOn(here);
    const { exitCode, stdout, stderr } = await here.run(`roster export --format ${format}`);
    expect([exitCode, stderr]).toEqual([0, '']);
    const roster = await here.write(`live.${format}`, [stdout]);
    const { data } = await here.ask<Planned>(`reconcile ${roster} --dry-run`);
    expect(data).toMatchObject({ changes: [], blocked: [], summary: { unchanged: 15 } });
    expect(Object.values(data.disabled).every((count) => count === 0)).toBe(true);
  });

  test('names everybody with groups and role, invited people as active', async () => {
    const here = await rehearse();
    const { data } = await here.ask<Exported>('roster export');
    expect(data).toMatchObject({ format: 'csv', out: null, people: 15 });
    const of = (name: string): object | undefined =>
      data.roster?.people.find(({ email }) => email === `${name}@example.com`);
    expect(of('hugo.martin')).toMatchObject({ status: 'active', role: 'member' });
    expect(of('elif.kaya')).toMatchObject({ status: 'suspended' });
    expect(of('ana.lopez')).toMatchObject({ groups: ['Book Club', 'Engineering'] });
    expect(of('olivia.brandt')).toMatchObject({ role: 'Team' });
    expect(of('marta.silva')).toBeUndefined();
  });

  test('--out writes a file for its owner alone, --excel with a byte order mark', async () => {
    const here = await rehearse();
    const { exitCode, data } = await here.ask<Exported>('roster export --excel --out live.csv');
    const path = join(here.folder, 'live.csv');
    expect([exitCode, data.out, data.roster]).toEqual([0, path, null]);
    expect(await readFile(path, 'utf8')).toMatch(/^\ufeffemail,first_name,/);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('--out replaces nothing but an empty file', async () => {
    const here = await rehearse();
    await writeFile(join(here.folder, 'empty.csv'), '');
    expect((await here.run('roster export --out empty.csv')).stdout).toMatch(
      /^Wrote 15 people to .*empty\.csv\.\n$/,
    );
    for (const path of ['empty.csv', '.']) {
      const { exitCode, error } = await here.ask(`roster export --out ${path}`);
      expect([exitCode, error?.code]).toEqual([7, 'out_exists']);
    }
  });

  test('--excel belongs to CSV', async () => {
    const here = await rehearse();
    const { exitCode, error } = await here.ask('roster export --excel --format json');
    expect([exitCode, error?.code]).toEqual([7, 'excel_needs_csv']);
  });
});

describe('checkComplete', () => {
  test('lets a reading of everybody pass', () => {
    expect(() => {
      checkComplete({ listing: { complete: true, listed: 3, counted: 3 } });
    }).not.toThrow();
  });

  test('refuses to make a roster of a part of the team', () => {
    expect(() => {
      checkComplete({ listing: { complete: false, listed: 3, counted: 4 } });
    }).toThrow(expect.objectContaining({ code: 'listing_incomplete', exitCode: 3 }));
  });
});
