import { readdirSync, readFileSync } from 'node:fs';

const SDK_ROUTES = 'dropbox/es/lib/routes.js';
/** One method of the SDK, with the comment before it. */
const METHOD = /\/\*\*(?:(?!\*\/)[^])*\*\/\nroutes\.(\w+) = function [^]*?\n};\n/g;

/** Leaves those of the SDK's 278 methods out that no file of a folder calls: they are a fifth of the code of a run. */
export function onlyRoutesCalledIn(folder) {
  const ours = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n');
  const called = new Set(Array.from(ours.matchAll(/\bclient\.(\w+)\(/g), ([, name]) => name));
  return {
    name: 'only-routes-called',
    transform(code, id) {
      if (!id.endsWith(SDK_ROUTES)) return null;
      const missing = new Set(called);
      const kept = code.replace(METHOD, (method, name) => {
        // Lines stay where they are, for the source map.
        if (!called.has(name)) return method.replace(/[^\n]+/g, '');
        missing.delete(name);
        return method;
      });
      if (missing.size > 0) this.error(`The SDK has no method ${[...missing].join(', ')}`);
      return { code: kept, map: null };
    },
  };
}
