import { BUILTIN } from './plugins.js';

/**
 * Puts what each list of roots imports statically into one file of that name, the earlier list first, so that a command
 * loads a handful of files instead of seventy.
 */
export function chunksByCommand(roots) {
  const names = Object.keys(roots);
  const chunkOf = new Map();
  return {
    plugin: {
      name: 'chunks-by-command',
      buildEnd() {
        const ids = [...this.getModuleIds()];
        for (const id of ids.filter((one) => one.startsWith('\0') && !one.startsWith(BUILTIN)))
          chunkOf.set(id, names[0]);
        for (const name of names) {
          const waiting = ids.filter((id) =>
            roots[name].some((root) => id === root || id.endsWith(`/${root}`)),
          );
          while (waiting.length > 0) {
            const id = waiting.pop();
            if (chunkOf.has(id)) continue;
            chunkOf.set(id, name);
            waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
          }
        }
      },
    },
    groups: names.map((name, place) => ({
      name,
      priority: names.length - place,
      test: (id) => chunkOf.get(id) === name,
    })),
  };
}
