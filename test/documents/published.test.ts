import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { publishedSchemas } from '../../src/documents/published.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'schemas');
const schemas = publishedSchemas();

describe.each([...schemas])('%s.schema.json', (name, schema) => {
  test('is what the program writes, reads and checks by', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      join(FOLDER, `${name}.schema.json`),
    );
  });

  test('is a strict schema of 2020-12 with an id of its own', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    addFormats.default(ajv);
    expect(() => ajv.compile(schema)).not.toThrow();
    expect(schema.$id).toBe(`urn:teamsync:schema:1:${name}`);
    expect(schema.title).toBeTypeOf('string');
  });
});

test('no file of the folder is left over from a schema that is gone', async () => {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
  expect(files).toEqual([...schemas.keys()].map((name) => `${name}.schema.json`).sort());
});
