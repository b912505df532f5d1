import { DOCUMENTS, type DocumentKind } from './catalogue.ts';
import { NOT_WELL, WELL } from './envelope.ts';
import { publishedSchemas, type JsonSchema } from './published.ts';
import { commentText, typeText } from './type-text.ts';

/** Schemas that are no document of `--json`, and what their types are called. */
const FILES = new Map([
  ['progress', 'ProgressEvent'],
  ['notification', 'WebhookMessage'],
  ['plan-file', 'PlanFile'],
  ['settings', 'SettingsFile'],
  ['roster', 'Roster'],
]);

const HEAD = `// What teamsync writes for programs and reads from files, as TypeScript types, made from the schemas beside it.

/** Something worth knowing that did not stop the command. */
export interface Warning {
  /** snake_case, for programs. */
  code: string;
  /** Plain English, for people; its words may change. */
  message: string;
}

/** Why a command did not end well. */
export interface Failure extends Warning {
  /** What to type or change next; null where there is nothing to say. */
  hint: string | null;
  /** Facts about the error, by its code. */
  details: Record<string, unknown>;
}

/** The document of a command that ended well. */
export interface SuccessEnvelope<Command extends string, Data> {
  schemaVersion: 1;
  command: Command;
  ok: true;
  /** 2: changes are pending (--detailed-exitcode). */
  exitCode: ${WELL.join(' | ')};
  data: Data;
  warnings: Warning[];
  error: null;
}

/** The document of a command that did not end well. */
export interface FailureEnvelope<Command extends string, Data> {
  schemaVersion: 1;
  command: Command;
  ok: false;
  exitCode: ${NOT_WELL.join(' | ')};
  /** As on success, or empty where it never came to that. */
  data: Data | Record<string, never>;
  warnings: Warning[];
  error: Failure;
}

/** What a command writes with --json; \`ok\` tells which of the two it is. */
export type Envelope<Command extends string, Data> =
  | SuccessEnvelope<Command, Data>
  | FailureEnvelope<Command, Data>;
`;

/** Types of every document and file for TypeScript, which need nothing but themselves. */
export function declarations(): string {
  const schemas = publishedSchemas();
  const named = new Map<string, string>();
  for (const schema of schemas.values()) {
    for (const [name, one] of Object.entries(schema.$defs ?? {})) named.set(name, declaration(name, one));
  }
  // The head has these with what they share.
  for (const name of ['Warning', 'Failure']) named.delete(name);
  const files = [...FILES].map(([file, name]) => declaration(name, schemas.get(file) ?? {}));
  const all = [HEAD, ...DOCUMENTS.map(alias), anyAlias(), ...named.values(), ...files];
  return all.join('\n');
}

/** The name of a document's type, such as `RosterCheckDocument`. */
function typeName({ name }: Pick<DocumentKind, 'name'>): string {
  const words = name.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${words.join('')}Document`;
}

function alias(kind: DocumentKind): string {
  const commands = kind.commands.map((command) => `'${command}'`);
  const id = kind.data.meta()?.id ?? 'unknown';
  const said = kind.commands.map((command) => `\`teamsync ${command}\``).join(', ');
  return `/** What --json writes: ${said}. */\nexport type ${typeName(kind)} = Envelope<${commands.join(' | ')}, ${id}>;\n`;
}

function anyAlias(): string {
  const names = DOCUMENTS.map((kind) => `\n  | ${typeName(kind)}`);
  return `/** Any of them; \`command\` tells which. */\nexport type AnyDocument =${names.join('')};\n`;
}

function declaration(name: string, schema: JsonSchema): string {
  const text = typeText(schema);
  const comment = commentText(schema);
  return text.startsWith('{') && text.endsWith('}') && schema.type === 'object'
    ? `${comment}export interface ${name} ${text}\n`
    : `${comment}export type ${name} = ${text};\n`;
}
