import * as z from 'zod';
import { read } from './place.ts';

const versions = z.record(z.string(), z.string()).default({});

const manifestSchema = z.looseObject({
  version: z.string(),
  bin: z.record(z.string(), z.string()),
  man: z.union([z.string(), z.array(z.string())]).default([]),
  types: z.string().optional(),
  exports: z.unknown().optional(),
  scripts: versions,
  dependencies: versions,
  optionalDependencies: versions,
});

/** What the tests ask of package.json. */
export const manifest = manifestSchema.parse(JSON.parse(read('package.json')));
