import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const OUT = 'dist';

// What an earlier build left behind would be packed along.
rmSync(OUT, { recursive: true, force: true });

// One file a command instead of hundreds: looking for modules is most of what starting costs. Packages stay outside.
await build({
  entryPoints: ['src/main.ts'],
  outdir: OUT,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
