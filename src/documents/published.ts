import * as z from 'zod';
import { rosterSchema } from '../roster/published-schema.ts';
import { settingsSchema } from '../settings/schema.ts';
import { DOCUMENTS, documentSchema, type DocumentKind } from './catalogue.ts';
import { envelopeOf } from './envelope.ts';
import { notification } from './notification.ts';
import { planFile } from './plan-file.ts';
import { progressEvent } from './progress.ts';
import { runReport } from './run.ts';

/** A schema of JSON Schema. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** The version of the envelope, which all schemas share. */
const VERSION = 1;

/** Every published schema by its name, without the ending of its file. */
export function publishedSchemas(): Map<string, JsonSchema> {
  const roster = rosterSchema() as JsonSchema;
  return new Map([
    [
      'document',
      outputSchema('document', envelopeOf(z.string(), z.looseObject({})), 'Any document of --json'),
    ],
    ...DOCUMENTS.map((kind): [string, JsonSchema] => [kind.name, documentOf(kind)]),
    ['report', outputSchema('report', runReport, 'The JSON of --report')],
    ['progress', outputSchema('progress', progressEvent, 'A line of --progress json')],
    ['notification', outputSchema('notification', notification, 'What the webhook gets')],
    ['plan-file', outputSchema('plan-file', planFile, 'A plan file', 'closed')],
    ['settings', settingsFile()],
    ['roster', roster],
  ]);
}

function documentOf(kind: DocumentKind): JsonSchema {
  const commands = kind.commands.map((command) => `teamsync ${command}`).join(', ');
  return outputSchema(kind.name, documentSchema(kind), `What --json writes: ${commands}`);
}

/** What programs read: open for the keys of later versions, unless those would be another format. */
function outputSchema(name: string, schema: z.ZodType, title: string, open?: 'closed'): JsonSchema {
  return published(name, schema, { io: 'output', head: { title }, open: open !== 'closed' });
}

/** What people write: a key that is not known is a mistake. */
function settingsFile(): JsonSchema {
  const head = {
    title: 'A file of --settings',
    description: 'Action settings, any part of them; what is left out has its default.',
  };
  return published('settings', settingsSchema, { io: 'input', head, open: false });
}

interface Publishing {
  io: 'input' | 'output';
  head: JsonSchema;
  open: boolean;
}

function published(name: string, schema: z.ZodType, { io, head, open }: Publishing): JsonSchema {
  const made: JsonSchema = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      tidy(jsonSchema);
      if (open && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  const { $schema, $defs, ...rest } = made;
  const id = { $id: `urn:teamsync:schema:${String(VERSION)}:${name}`, ...head };
  return {
    ...($schema === undefined ? {} : { $schema }),
    ...id,
    ...rest,
    ...($defs === undefined ? {} : { $defs }),
  };
}

/** Takes out what says nothing, or what a format says better. */
function tidy(schema: JsonSchema): void {
  delete schema.id;
  if (schema.format === 'date-time') delete schema.pattern;
  // Not a format that anybody knows; the pattern beside it says the same.
  if (schema.format === 'includes') delete schema.format;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (isPlainText(schema.propertyNames)) delete schema.propertyNames;
}

function isPlainText(schema: JsonSchema['propertyNames']): boolean {
  return typeof schema === 'object' && schema.type === 'string' && Object.keys(schema).length === 1;
}
