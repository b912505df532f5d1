/** Makes something when it is first asked for: schemas of answers and files that a run never meets take time to build. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
