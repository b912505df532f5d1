import { SCOPES, type Scope } from '../scopes.ts';

/** Reads scopes that stand between spaces, each once, in the order given; or names the first unknown one. */
export function readScopes(text: string): { scopes: Scope[] } | { unknown: string } {
  const scopes = new Set<Scope>();
  for (const name of text.split(' ')) {
    if (name === '') continue;
    const scope = SCOPES.find((known) => known === name);
    if (scope === undefined) return { unknown: name };
    scopes.add(scope);
  }
  return { scopes: [...scopes] };
}
