import { createRequire, isBuiltin } from 'node:module';

const require = createRequire(import.meta.url);

/** Begins the ids of Node's own modules in the bundle. */
export const BUILTIN = '\0builtin:';
const UNUSED = '\0unused';
const LIGHT = '\0light:';

/**
 * Node's own modules are taken by `require`: importing one makes Node evaluate every name that it exports, streams and
 * the parser of its own options among them, which is a quarter of what starting costs.
 */
export const builtinsByRequire = {
  name: 'builtins-by-require',
  resolveId(id, importer, { kind }) {
    // The bundler's own runtime makes the `require` that is used here.
    if (!isBuiltin(id) || kind === 'require-call' || importer?.startsWith('\0rolldown')) return null;
    return BUILTIN + (id.startsWith('node:') ? id : `node:${id}`);
  },
  load(id) {
    if (!id.startsWith(BUILTIN)) return null;
    const name = id.slice(BUILTIN.length);
    // One by one, so that what nobody uses is left out: to read a property may load a part of Node.
    const names = Object.keys(require(name)).filter(
      (key) => key !== 'default' && /^[A-Za-z_$][\w$]*$/.test(key),
    );
    return {
      code: [
        `const own = require(${JSON.stringify(name)});`,
        'export default own;',
        ...names.map(
          (key) =>
            `const taken_${key} = /* @__PURE__ */ (() => own.${key})(); export { taken_${key} as ${key} };`,
        ),
      ].join('\n'),
      moduleType: 'js',
    };
  },
};

/**
 * What packages bring along for features that nobody asks of them, and for whom: inquirer's editor, with half a megabyte of
 * character tables, and conf's own checks and migrations (ours are zod and the version of the file).
 */
const NEVER_USED = new Map([
  ['@inquirer/editor', '/@inquirer/prompts/'],
  ['ajv/dist/2020.js', '/conf/'],
  ['ajv-formats', '/conf/'],
  ['semver', '/conf/'],
]);

/** Leaves out of the bundle what no path of ours reaches. */
export const withoutUnused = {
  name: 'without-unused',
  resolveId(id, importer) {
    const owner = NEVER_USED.get(id);
    return owner !== undefined && importer?.includes(owner) ? UNUSED : null;
  },
  load: (id) => (id === UNUSED ? 'export const Ajv2020 = undefined; export default undefined;' : null),
};

/**
 * Node's modules that cost more to load than is made of them, by package: commander starts programs only for subcommands
 * that are files of their own, and chalk asks whether there is a terminal, which we tell it.
 */
const LIGHTER = [
  {
    id: 'node:child_process',
    owner: '/commander/',
    code: "exports.spawn = (...given) => require('node:child_process').spawn(...given);",
  },
  { id: 'node:tty', owner: '/chalk/', code: 'exports.isatty = () => false;' },
];

/** Replaces those modules by what is used of them. */
export const lighterBuiltins = {
  name: 'lighter-builtins',
  resolveId(id, importer) {
    const place = LIGHTER.findIndex((one) => one.id === id && importer?.includes(one.owner));
    return place === -1 ? null : LIGHT + String(place);
  },
  load(id) {
    if (!id.startsWith(LIGHT)) return null;
    return { code: LIGHTER[Number(id.slice(LIGHT.length))].code, moduleType: 'js' };
  },
};
