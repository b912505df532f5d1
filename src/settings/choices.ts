import * as z from 'zod';
import { DEFAULTS, parseValue, splitKey, type SettingKey } from './keys.ts';
import { settingsSchema } from './schema.ts';
import { jsonText } from './values.ts';

type Schema = z.core.$ZodType;

/** The values that a setting can have, as `settings set` takes them: all where they can be listed, else only the default. */
export function choicesOf(key: SettingKey): string[] {
  const listed = valuesOf(schemaOf(key));
  return (listed ?? [DEFAULTS.get(key)]).map(written);
}

/** The default of a setting, as `settings set` takes it. */
export function defaultOf(key: SettingKey): string {
  return written(DEFAULTS.get(key));
}

/** What checks the values of a setting. */
export function schemaOf(key: SettingKey): Schema {
  const [section, field] = splitKey(key);
  const sections: Readonly<Record<string, z.ZodPrefault<z.ZodObject<z.ZodRawShape>>>> = settingsSchema.shape;
  return sections[section]?.unwrap().shape[field] ?? z.never();
}

function valuesOf(schema: Schema): unknown[] | null {
  if (schema instanceof z.ZodDefault) return valuesOf(schema.unwrap());
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodEnum) return schema.options;
  if (!(schema instanceof z.ZodNullable)) return null;
  const values = valuesOf(schema.unwrap());
  return values === null ? null : [...values, null];
}

/** Text stands as it is, unless it would be read as something else or cannot be typed. */
function written(value: unknown): string {
  const plain = typeof value === 'string' && parseValue(value) === value && !/\p{Cc}/u.test(value);
  return plain ? value : jsonText(value);
}
