import * as z from 'zod';
import { code, sentence } from './scalars.ts';

/** Exit codes of a command that ended well. */
export const WELL = [0, 2] as const;

/** Exit codes of a command that did not. */
export const NOT_WELL = [1, 3, 4, 5, 6, 7, 8, 9, 10, 130, 143] as const;

const warning = z
  .strictObject({ code, message: sentence })
  .meta({ id: 'Warning', description: 'Something worth knowing that did not stop the command.' });

const failure = z
  .strictObject({
    code,
    message: sentence,
    hint: sentence.nullable().describe('What to type or change next; null where there is nothing to say.'),
    details: z.looseObject({}).describe('Facts about the error, by its code.'),
  })
  .meta({ id: 'Failure', description: 'Why a command did not end well.' });

interface Head {
  schemaVersion: 1;
  command: string;
  warnings: z.infer<typeof warning>[];
}

/** A document with such data. */
export type Envelope<Data> =
  | (Head & { ok: true; exitCode: (typeof WELL)[number]; data: Data; error: null })
  | (Head & {
      ok: false;
      exitCode: (typeof NOT_WELL)[number];
      data: Data | Record<string, never>;
      error: z.infer<typeof failure>;
    });

/** The document that these commands write, whose data are of this shape; on failure there may be none. */
export function envelopeOf(commands: z.ZodType<string>, data: z.ZodType): z.ZodType<Envelope<unknown>> {
  const head = {
    schemaVersion: z.literal(1).describe('Within a version keys are only ever added.'),
    command: commands,
  };
  const warnings = z.array(warning);
  return z.discriminatedUnion('ok', [
    z.strictObject({
      ...head,
      ok: z.literal(true),
      exitCode: z.literal(WELL).describe('2: changes are pending (--detailed-exitcode).'),
      data,
      warnings,
      error: z.null(),
    }),
    z.strictObject({
      ...head,
      ok: z.literal(false),
      exitCode: z.literal(NOT_WELL),
      data: z
        .union([data, z.strictObject({})])
        .describe('As on success, or empty where it never came to that.'),
      warnings,
      error: failure,
    }),
  ]);
}
