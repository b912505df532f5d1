import * as z from 'zod';

/** How the schema's own explanations begin. */
const OWN_WORDS = 'expected ';

type Schema = z.core.$ZodType;

/** What the schema says itself in a message, or null where the message is only the library's. */
function ownWords(message: string): string | null {
  return message.startsWith(OWN_WORDS) ? message.slice(OWN_WORDS.length) : null;
}

/** What a text schema says of an empty text is the only place where it tells what it is for. */
function ofText(schema: z.ZodString): { words: string; own: boolean } {
  const issues = schema.safeParse('').error?.issues ?? [];
  for (const issue of issues) {
    const own = ownWords(issue.message);
    if (own !== null) return { words: own, own: true };
    if ('includes' in issue && issue.includes === '@') return { words: 'an e-mail address', own: false };
  }
  return { words: issues.length === 0 ? 'a text' : 'a text that is not empty', own: false };
}

function ofNumber({ minValue, maxValue }: z.ZodNumber): string {
  const most = Number(maxValue);
  if (most >= Number.MAX_SAFE_INTEGER) return `a whole number of at least ${String(minValue)}`;
  return `a whole number from ${String(minValue)} to ${String(most)}`;
}

function ofUnion(options: readonly Schema[]): string {
  for (const option of options) {
    const text = option instanceof z.ZodString ? ofText(option) : null;
    // Where a text form explains itself, it explains the other forms along with it.
    if (text?.own) return text.words;
  }
  return options.map(describe).join(' or ');
}

function unwrapped(schema: Schema): Schema {
  return schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault ? schema.unwrap() : schema;
}

/** What values a schema takes, in words that follow "expected". */
export function describe(wrapped: Schema): string {
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodNumber) return ofNumber(schema);
  if (schema instanceof z.ZodString) return ofText(schema).words;
  if (schema instanceof z.ZodEnum)
    return `one of ${schema.options.map((one) => JSON.stringify(one)).join(', ')}`;
  if (schema instanceof z.ZodNullable) return `${describe(schema.unwrap())}, or null`;
  if (schema instanceof z.ZodUnion) return ofUnion(schema.options);
  if (schema instanceof z.ZodRecord) return 'an object from text to text, such as {"from": "to"}';
  if (schema instanceof z.ZodObject) return `an object with the keys ${Object.keys(schema.shape).join(', ')}`;
  if (schema instanceof z.ZodArray) {
    const least = schema.safeParse([]).success ? 'a list' : 'a list that is not empty';
    return `${least}, each entry ${describe(schema.element)}`;
  }
  return 'another value';
}

function stepInto(wrapped: Schema, step: PropertyKey): Schema {
  const schema = unwrapped(wrapped);
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  const shape: Readonly<Record<string, Schema>> = schema instanceof z.ZodObject ? schema.shape : {};
  return shape[String(step)] ?? schema;
}

/** What should have stood where an issue was found. */
export function expectedBy(schema: Schema, issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return 'names that are not empty';
  return ownWords(issue.message) ?? describe(issue.path.reduce(stepInto, schema));
}
