import { readFile } from 'node:fs/promises';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, test } from 'vitest';
import { packInto } from './packed.ts';
import { emptyFolder } from './place.ts';

test('publint has nothing to say about the package', async () => {
  const archive = await readFile(await packInto(await emptyFolder()));
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(archive).buffer },
    strict: true,
  });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});
