import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { declarations } from '../../src/documents/declarations.ts';

test('the types for TypeScript are those of the schemas', async () => {
  const file = join(import.meta.dirname, '..', '..', 'schemas', 'documents.d.ts');
  const options = { ...(await resolveConfig(file)), filepath: file };
  await expect(await format(declarations(), options)).toMatchFileSnapshot(file);
});
