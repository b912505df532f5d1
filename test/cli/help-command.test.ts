import { expect, test } from 'vitest';
import { teamsync } from '../helpers/run-main.ts';

test.each(['', 'settings', 'settings set', 'history list', 'help'])(
  'help %s shows what --help shows',
  async (line) => {
    const ran = await teamsync(`help ${line}`);
    expect(ran).toEqual(await teamsync(`${line} --help`));
    expect(ran.stdout).toContain(`Usage: ${`teamsync ${line}`.trim()} `);
  },
);
