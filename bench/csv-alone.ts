import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Parser } from 'csv-parse';

/** Reads a CSV file with csv-parse and does nothing with it; tells the milliseconds. */
async function parse(path: string): Promise<number> {
  const began = performance.now();
  const parser = new Parser({});
  parser.resume();
  await pipeline(createReadStream(path), parser);
  return performance.now() - began;
}

process.stdout.write(String(await parse(process.argv[2] ?? '')));
