/** One edit of a JSON value, made in place. */
export interface Edit {
  name: string;
  make: (root: unknown) => void;
}

type Json = Record<string, unknown>;

/** Every single edit of a JSON value, apart from those of some keys at its top: each value changed or taken away, each list reversed, each object with one key more. */
export function editsOf(root: unknown, except: readonly string[]): Edit[] {
  return edits(root, []).filter(({ name }) => !except.includes(name.split(' ')[1] ?? ''));
}

function edits(value: unknown, path: readonly string[]): Edit[] {
  const found: Edit[] = [];
  const add = (what: string, make: (holder: Json, key: string) => void): void => {
    const key = path.at(-1);
    if (key === undefined) return;
    found.push({
      name: `${what} ${path.join('.')}`,
      make: (root) => {
        make(at(root, path.slice(0, -1)), key);
      },
    });
  };
  add('change', (holder, key) => {
    holder[key] = changed(holder[key]);
  });
  add('remove', (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  });
  if (typeof value !== 'object' || value === null) return found;
  found.push({
    name: `extend ${path.join('.')}`,
    make: (root) => {
      const holder = at(root, path);
      if (Array.isArray(holder)) holder.push('more');
      else holder['more'] = true;
    },
  });
  for (const [key, inner] of Object.entries(value)) found.push(...edits(inner, [...path, key]));
  return found;
}

function at(root: unknown, path: readonly string[]): Json {
  return path.reduce<Json>((holder, key) => holder[key] as Json, root as Json);
}

function changed(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return `${value}x`;
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    default:
      return Array.isArray(value) ? [...(value as unknown[])].reverse().concat(0) : 'changed';
  }
}
