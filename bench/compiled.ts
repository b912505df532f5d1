import { fileURLToPath } from 'node:url';

/** The path of a compiled program of the benchmark, which lies beside this one. */
export function compiled(name: string): string {
  return fileURLToPath(new URL(`${name}.js`, import.meta.url));
}
