import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const ROOMS = [
  'roster',
  'plan',
  'apply',
  'render',
  'auth',
  'settings',
  'state',
  'dropbox',
  'sandbox',
  'documents',
  'commands',
];
const NODE_IO = [
  'node:fs',
  'node:fs/promises',
  'node:net',
  'node:http',
  'node:https',
  'node:child_process',
  'node:process',
  'node:os',
];

/** Packages that only one room may import. */
const OWNERS = {
  dropbox: ['dropbox'],
  conf: ['settings'],
  open: ['auth'],
  oauth4webapi: ['auth'],
  '@napi-rs/keyring': ['auth'],
  'is-inside-container': ['auth'],
  'is-wsl': ['auth'],
  inquirer: ['settings', 'commands'],
  'csv-parse': ['roster'],
  'read-excel-file': ['roster'],
  commander: ['commands'],
};

/** Which other rooms a room may import code from; types may come from plan, settings/schema and apply as well. */
const MAY_IMPORT = {
  roster: [],
  plan: [],
  apply: [],
  render: [],
  auth: [],
  settings: [],
  state: [],
  dropbox: ['auth'],
  sandbox: [],
  documents: ['roster', 'settings', 'state', 'sandbox'],
  commands: ['roster', 'plan', 'apply', 'render', 'auth', 'settings', 'state', 'dropbox', 'sandbox'],
};

function roomRules(room) {
  const others = ROOMS.filter((other) => other !== room && !MAY_IMPORT[room].includes(other));
  const packages = Object.entries(OWNERS)
    .filter(([, owners]) => !owners.includes(room))
    .map(([name]) => name);
  const patterns = [
    {
      regex: `^(\\.\\./)+(${others.join('|')})/`,
      allowTypeImports: room !== 'sandbox',
      message: `src/${room} does not import code from that room.`,
    },
    {
      regex: '^(\\.\\./)+(main|cli|interrupt)(\\.ts|/)',
      message: 'Imports point down: nothing imports main or cli.',
    },
    ...packages.map((name) => ({
      regex: `^${name}(/|$)`,
      message: `Only ${OWNERS[name].map((owner) => `src/${owner}`).join(' and ')} imports ${name}.`,
    })),
  ];
  if (room === 'sandbox') {
    patterns.push({
      regex: '^\\.\\./\\.\\./(team|errors)\\.ts$|^\\.\\./(team|errors)\\.ts$',
      message: 'The sandbox imports nothing of ours.',
    });
  }
  if (room === 'plan' || room === 'render') {
    patterns.push({ regex: `^(${NODE_IO.join('|')})$`, message: `src/${room} does no I/O.` });
  }
  return {
    files: [`src/${room}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

const CLOCK_AND_CHANCE = [
  { object: 'Math', property: 'random', message: 'Randomness is a parameter.' },
  { object: 'Date', property: 'now', message: 'The clock is a parameter.' },
  { object: 'process', property: 'env', message: 'The environment is a parameter.' },
];

export default tseslint.config(
  { ignores: ['dist', 'coverage', 'node_modules'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'bin/*.js', 'bench/*.js'] },
      },
    },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })] },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-restricted-types': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-self-import': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  ...ROOMS.map(roomRules),
  {
    files: ['src/**/*.ts'],
    ignores: ['src/main.ts'],
    rules: { 'no-restricted-properties': ['error', ...CLOCK_AND_CHANCE] },
  },
  {
    files: ['src/plan/**/*.ts', 'src/render/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The clock is a parameter.',
        },
      ],
    },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['bin/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: Object.fromEntries(
        ['Buffer', '__dirname', 'exports', 'process', 'require'].map((name) => [name, 'readonly']),
      ),
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
