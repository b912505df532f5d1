import { expect, it } from 'vitest';

import { rosterSchema } from '../../src/roster/published-schema.ts';
import { FIELD_NAMES } from '../../src/roster/row.ts';

interface Schema {
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: boolean;
  const?: unknown;
}

const schema: Schema = rosterSchema();
const [root, list] = schema.anyOf ?? [];

it('is a roster with people and groups, or a list of people', () => {
  expect(root?.required).toEqual(['version', 'people']);
  expect(root?.properties?.['version']?.const).toBe(1);
  expect(root?.additionalProperties).toBe(false);
  expect(list?.items).toEqual(root?.properties?.['people']?.items);
});

it('knows every field of a person, of which only the address has to be there', () => {
  expect(Object.keys(list?.items?.properties ?? {})).toEqual(FIELD_NAMES);
  expect(list?.items).toMatchObject({ required: ['email'], additionalProperties: false });
});

it('knows groups by their names', () => {
  const groups = root?.properties?.['groups']?.anyOf?.[0]?.items;
  expect(groups).toMatchObject({ required: ['name'], additionalProperties: false });
});
