import { rmSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL, URL } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
// Here packages are found as usual, and git, the linter and the published package look away.
const OUT = fileURLToPath(new URL('../node_modules/.cache/teamsync-bench', import.meta.url));
const PROGRAMS = ['main', 'server', 'one-by-one', 'csv-alone', 'read-pages', 'peak-memory'];

rmSync(OUT, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: ROOT,
  input: Object.fromEntries(PROGRAMS.map((name) => [name, `./bench/${name}.ts`])),
  platform: 'node',
  external: ['csv-parse', 'dropbox', 'zod'],
});
await bundle.write({ dir: OUT, format: 'esm' });
const { main } = await import(pathToFileURL(`${OUT}/main.js`).href);
process.exitCode = await main(process.argv.slice(2), ROOT);
