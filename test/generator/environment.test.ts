import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { VARIABLES } from '../../generator/environment.ts';
import { withSubcommands } from '../../src/cli/command-line.ts';
import { programFor } from '../cli/typed.ts';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));

test('every variable that the program looks at is described', () => {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const text = files.map((path) => readFileSync(join(SOURCE, path), 'utf8')).join('\n');
  const named = new Set([...text.matchAll(/\bTEAMSYNC_[A-Z]+(?:_[A-Z]+)*/g)].map(([name]) => name));
  const described = VARIABLES.flatMap(({ name }) => name.split(', ')).filter((name) =>
    /^TEAMSYNC_[A-Z_]+$/.test(name),
  );
  const twins = [...named].filter((name) => !name.endsWith('_FILE') && name !== 'TEAMSYNC_DROPBOX');
  expect(described.toSorted()).toEqual(twins.toSorted());
});

test('every option that a variable stands for is one of the program', () => {
  const options = withSubcommands(programFor()).flatMap((command) => command.options.map(({ long }) => long));
  for (const { option } of VARIABLES) if (option !== undefined) expect(options).toContain(option);
});
