import { createHash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import * as z from 'zod';
import { once } from '../once.ts';
import { InvalidInputError, StalePlanError } from '../errors.ts';
import { jsonPieces } from '../json-pieces.ts';
import { partsOf } from '../parts.ts';
import type { Person } from '../team.ts';
import { writePrivateFile } from './files.ts';
import { rememberedSchema } from './memory.ts';

/** Raised whenever a plan file of this version could not be read by the one before. */
const PLAN_FILE_VERSION = 2;

const text = z.string().nullable();

const personSchema = once(
  () =>
    z.strictObject({
      email: z.string(),
      givenName: text,
      surname: text,
      externalId: text,
      wanted: z.enum(['active', 'suspended', 'unassigned']),
      assignedBy: z.array(z.string()),
      groups: z.array(z.string()).nullable(),
      transferTo: text,
      previousEmail: text,
      role: text,
      priority: z.number().nullable(),
      line: z.int(),
    }) satisfies z.ZodType<Person>,
);

const limit = once(() => z.union([z.int().min(0), z.string().regex(/^\d{1,3}%$/)]));

/** The content of a plan file, without its seal. */
export const planContentSchema = once(() =>
  z.strictObject({
    kind: z.literal('teamsync-plan'),
    version: z.literal(PLAN_FILE_VERSION),
    createdAt: z.string(),
    team: z.strictObject({ id: z.string(), name: z.string() }),
    roster: z.strictObject({
      source: z.string(),
      format: z.enum(['csv', 'json', 'ndjson', 'scim', 'xlsx']),
      sha256: z.string(),
    }),
    /** Complete settings; checked against the settings' own schema by whoever uses them. */
    settings: z.unknown(),
    limits: z.strictObject({ deprovisions: limit().exactOptional(), suspensions: limit().exactOptional() }),
    only: z.array(z.string()),
    acceptListing: z.boolean(),
    /** What earlier runs remembered when the plan was made, reduced to members whom it mattered for. */
    memory: rememberedSchema(),
    people: z.array(personSchema()),
    changes: z.array(z.looseObject({ id: z.string() })),
    checksum: z.string(),
  }),
);

/** Everything that `apply` needs to plan the same again from the live team, without the roster. */
export type PlanFile = z.infer<ReturnType<typeof planContentSchema>>;

/**
 * Writes a plan file, readable by its owner alone, sealed with a hash over its content. It takes the place of an earlier
 * plan, and of nothing else: throws `out_exists` (exit 7) for any other file, link or device at that path.
 */
export async function writePlanFile(path: string, content: PlanFile): Promise<void> {
  if (!(await isFree(path))) {
    throw new InvalidInputError('out_exists', `${path} exists and is not a plan, so it is not replaced.`, {
      hint: 'Give --out another path, or move what is there away.',
      details: { path },
    });
  }
  await writePrivateFile(path, documentOf({ ...content, seal: sealOf(content) }));
}

/**
 * Reads a plan file. Throws `plan_unreadable` (exit 7) when it is no plan file of a version that is known here, and
 * `plan_altered` (exit 10) when it is one but not as it was written.
 */
export async function readPlanFile(path: string): Promise<PlanFile> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause;
    throw unreadable(path, missing ? `cannot be read (${String(cause.code)})` : 'is not JSON', cause);
  }
  const header = headerSchema().safeParse(parsed);
  if (!header.success) throw unreadable(path, 'is not a plan file', header.error);
  if (header.data.version !== PLAN_FILE_VERSION) {
    const versions = `has version ${String(header.data.version)}, and this teamsync reads version ${String(PLAN_FILE_VERSION)}`;
    throw unreadable(path, versions, null);
  }
  const { seal, ...rest } = parsed as Record<string, unknown>;
  const content = planContentSchema().safeParse(rest);
  if (seal !== sealOf(rest)) throw altered(path);
  if (!content.success) throw unreadable(path, 'was written by another teamsync', content.error);
  return content.data;
}

const headerSchema = once(() => z.looseObject({ kind: z.literal('teamsync-plan'), version: z.int() }));

async function isFree(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return true;
  if (!found.isFile()) return false;
  const text = await readFile(path, 'utf8').catch(() => '-');
  if (text.trim() === '') return true;
  try {
    return headerSchema().safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** A line for each person and change: people look at plans, and those of a large team should not take twice the room for it. */
function* documentOf(content: object): Generator<string> {
  yield* jsonPieces(content, { indent: 2, itemsOnOneLine: true });
  yield '\n';
}

function sealOf(content: object): string {
  const hash = createHash('sha256');
  for (const part of partsOf(jsonPieces(content, { indent: 0 }))) hash.update(part);
  return hash.digest('hex');
}

function unreadable(path: string, what: string, cause: unknown): InvalidInputError {
  return new InvalidInputError('plan_unreadable', `${path} ${what}.`, {
    hint: 'Make one with: teamsync plan ROSTER --out FILE',
    details: { path },
    cause,
  });
}

function altered(path: string): StalePlanError {
  return new StalePlanError(
    'plan_altered',
    `${path} is not as teamsync wrote it: its content does not match its seal. Nothing was sent to Dropbox.`,
    { hint: 'Make a new one with: teamsync plan ROSTER --out FILE', details: { path } },
  );
}
