import { join } from 'node:path';
import * as z from 'zod';
import { execute, ROOT } from './place.ts';

const packedSchema = z
  .array(
    z.object({
      filename: z.string(),
      unpackedSize: z.number(),
      files: z.array(z.object({ path: z.string(), size: z.number() })),
    }),
  )
  .length(1);

/** What npm would publish. */
export type Packed = z.infer<typeof packedSchema>[number];

/** Lists what npm would publish of a folder, the checkout where none is named. */
export function listPacked(folder = ROOT): Promise<Packed> {
  return pack(folder, ['--dry-run']);
}

/** Packs the checkout into a folder, and answers with the path of the archive. */
export async function packInto(folder: string): Promise<string> {
  const { filename } = await pack(ROOT, ['--pack-destination', folder]);
  return join(folder, filename);
}

async function pack(folder: string, options: readonly string[]): Promise<Packed> {
  const { stdout } = await execute('npm', ['pack', '--json', '--ignore-scripts', ...options], {
    cwd: folder,
  });
  const [packed] = packedSchema.parse(JSON.parse(stdout));
  if (packed === undefined) throw new Error('npm packed nothing');
  return packed;
}
