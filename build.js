import { chmodSync, copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';
import { onlyAscii } from './build/ascii.js';
import { chunksByCommand } from './build/chunks.js';
import { noticesFor } from './build/notices.js';
import { onlyRoutesCalledIn } from './build/routes.js';
import { copySchemas } from './build/schemas.js';
import { BUILTIN, builtinsByRequire, lighterBuiltins, withoutUnused } from './build/plugins.js';

const OUT = 'dist';

/** What a user's machine installs beside the package: one only for proxies, one only for `--keychain`. */
const INSTALLED = ['undici', '@napi-rs/keyring'];

/** What starts together lies in one file, the earlier name first. */
const chunks = chunksByCommand({
  start: ['src/main.ts'],
  commands: ['src/commands/context-of.ts', 'src/commands/write-outcome.ts'],
  settings: ['src/commands/settings/show.ts'],
  run: [
    'src/commands/reconcile.ts',
    'src/dropbox/client.ts',
    'src/dropbox/identity.ts',
    'src/dropbox/proxy.ts',
    'src/dropbox/transport.ts',
    `${BUILTIN}node:http`,
  ],
  apply: ['src/commands/run/carry-out.ts', 'src/commands/run/take-over.ts'],
});

// What an earlier build left behind would be packed along.
rmSync(OUT, { recursive: true, force: true });

// A few files a command instead of a thousand: looking for modules is most of what starting costs. And whoever installs
// teamsync gets the packages that its tests ran with, not what a registry offers on the day.
const bundle = await rolldown({
  input: 'src/main.ts',
  platform: 'node',
  external: INSTALLED,
  // jsonc-parser's main file hides its parts from a bundler.
  resolve: { mainFields: ['module', 'main'] },
  plugins: [
    onlyRoutesCalledIn('src/dropbox'),
    lighterBuiltins,
    builtinsByRequire,
    withoutUnused,
    chunks.plugin,
    onlyAscii,
  ],
  // It fills tables of 1,200 texts for a formatter that nobody calls, which takes a twentieth of a dry run.
  treeshake: { moduleSideEffects: [{ test: /\/jsonc-parser\//, sideEffects: false }] },
  // What a run always needs lies in its file, although some commands load it late.
  checks: { ineffectiveDynamicImport: false },
});
const { output } = await bundle.write({
  dir: OUT,
  // Node 20 starts the loader of CommonJS in half the time.
  format: 'cjs',
  // Code out of a cache cannot import.
  dynamicImportInCjs: false,
  minify: true,
  sourcemap: true,
  comments: false,
  codeSplitting: { groups: chunks.groups },
});
await bundle.close();

writeFileSync(`${OUT}/package.json`, '{"type":"commonjs"}\n');
// `open` looks for this script beside itself, where a system has none of its own.
copyFileSync('node_modules/open/xdg-open', `${OUT}/xdg-open`);
chmodSync(`${OUT}/xdg-open`, 0o755);
writeFileSync(
  `${OUT}/THIRD-PARTY-NOTICES.txt`,
  noticesFor(output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))),
);
copySchemas('schemas', `${OUT}/schemas`);
