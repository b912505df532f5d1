import { isBuiltin } from 'node:module';

const BUILTIN = '\0builtin:';
const UNUSED = '\0unused';

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
    return { code: `module.exports = require(${JSON.stringify(id.slice(BUILTIN.length))});`, moduleType: 'js' };
  },
};

/** The prompt that opens an editor is never asked, and brings half a megabyte of character tables. */
export const withoutEditor = {
  name: 'without-editor',
  resolveId: (id) => (id === '@inquirer/editor' ? UNUSED : null),
  load: (id) => (id === UNUSED ? 'export default undefined;' : null),
};
