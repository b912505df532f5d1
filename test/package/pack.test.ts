import { beforeAll, expect, test } from 'vitest';
import { manifest } from './manifest.ts';
import { listPacked, type Packed } from './packed.ts';
import { textsOf } from './place.ts';

const BUDGET_BYTES = 1_500_000;

/** All that anybody may find in the package. */
const ALLOWED = [
  /^package\.json$/,
  /^LICENSE$/,
  /^(README|CHANGELOG)\.md$/,
  /^(bin|dist)\/package\.json$/,
  /^bin\/(teamsync|compiled)\.js$/,
  /^dist\/[\w-]+(\.d)?\.(js|ts)$/,
  /^dist\/(xdg-open|THIRD-PARTY-NOTICES\.txt)$/,
  /^docs\/[\w-]+\.md$/,
  /^man\/teamsync\.1$/,
  /^(dist\/)?schemas\/[\w-]+\.(schema\.json|d\.ts)$/,
];
const NEEDED = [
  'package.json',
  'LICENSE',
  'README.md',
  'bin/package.json',
  'bin/compiled.js',
  'bin/teamsync.js',
  'dist/main.js',
  'dist/package.json',
  'dist/xdg-open',
  'dist/THIRD-PARTY-NOTICES.txt',
  'man/teamsync.1',
  expect.stringMatching(/^(dist\/)?schemas\/roster\.schema\.json$/),
];

let packed: Packed;
let paths: string[];
beforeAll(async () => {
  packed = await listPacked();
  paths = packed.files.map(({ path }) => path);
});

test('the package holds nothing but what runs and what explains it', () => {
  expect(paths.filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))).toEqual([]);
});

test('the package holds all that it needs to run', () => {
  expect(paths).toEqual(expect.arrayContaining(NEEDED));
});

test('the package stays within its budget', () => {
  expect(packed.unpackedSize).toBeLessThanOrEqual(BUDGET_BYTES);
});

test('every file that package.json names is in the package', () => {
  const named = textsOf([manifest.bin, manifest.man, manifest.types, manifest.exports]);
  const missing = named
    .map((name) => name.replace(/^\.\//, ''))
    .filter((name) => {
      const [before = '', after] = name.split('*');
      return !paths.some((path) =>
        after === undefined ? path === name : path.startsWith(before) && path.endsWith(after),
      );
    });
  expect(missing).toEqual([]);
});

test('nothing of ours runs when the package is installed', () => {
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'dependencies'];
  expect(Object.keys(manifest.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
});

test('at most three packages are installed beside it, each in exactly one version', () => {
  const versions = Object.values({ ...manifest.dependencies, ...manifest.optionalDependencies });
  expect(versions.length).toBeLessThanOrEqual(3);
  for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
