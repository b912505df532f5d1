import type { JsonSchema } from './published.ts';

const INDENT = '  ';
const NAME = /^[A-Za-z_]\w*$/;

/** The TypeScript type of everything that a schema allows, for a line that is indented so deep. */
export function typeText(schema: JsonSchema | boolean, indent = ''): string {
  if (typeof schema === 'boolean') return 'unknown';
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return union(choices.map((choice) => typeText(choice, indent)));
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  if (Array.isArray(schema.type))
    return union(schema.type.map((type) => plainText({ ...schema, type }, indent)));
  return plainText(schema, indent);
}

/** A doc comment of what a schema says of itself, with its line break; empty where it says nothing. */
export function commentText({ description, ...rest }: JsonSchema, indent = ''): string {
  const usual = 'default' in rest ? `Default: \`${JSON.stringify(rest.default)}\`.` : '';
  const words = [description ?? '', usual].filter((text) => text !== '').join(' ');
  return words === '' ? '' : `${indent}/** ${words.replaceAll('*/', '*\\/')} */\n`;
}

function plainText(schema: JsonSchema, indent: string): string {
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
    case 'number':
      return schema.type;
    case 'integer':
      return 'number';
    case 'array':
      return arrayText(schema, indent);
    case 'object':
      return objectText(schema, indent);
    default:
      return 'unknown';
  }
}

function arrayText({ items }: JsonSchema, indent: string): string {
  const item = Array.isArray(items) || items === undefined ? 'unknown' : typeText(items, indent);
  return /^[\w"']+$/.test(item) || item.startsWith('{') ? `${item}[]` : `(${item})[]`;
}

/** An object without any keys is one that has none yet. */
function objectText(schema: JsonSchema, indent: string): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const keys = Object.entries(properties);
  if (keys.length === 0) {
    const open = typeof additionalProperties === 'object';
    return open ? `Record<string, ${typeText(additionalProperties, indent)}>` : 'Record<string, never>';
  }
  const deeper = indent + INDENT;
  const lines = keys.map(([key, value]) => {
    const name = NAME.test(key) ? key : literal(key);
    const mark = required.includes(key) ? '' : '?';
    const comment = typeof value === 'boolean' ? '' : commentText(value, deeper);
    return `${comment}${deeper}${name}${mark}: ${typeText(value, deeper)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function literal(value: unknown): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\t', '\\t')}'`
    : JSON.stringify(value);
}
