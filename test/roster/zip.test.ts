import { expect, it } from 'vitest';

import { isOldOffice, isZip, unpackedSize } from '../../src/roster/zip.ts';
import { archiveOf } from './workbook.ts';

const archive = archiveOf({ a: 'one', 'b/c': 'three' });

it('an archive says how much it unpacks to', () => {
  expect(unpackedSize(archive)).toBe(8);
  expect(unpackedSize(Buffer.concat([archive, Buffer.alloc(100)]))).toBe(8);
});

it('a damaged archive says nothing', () => {
  expect(unpackedSize(archive.subarray(0, -1))).toBeNull();
  expect(unpackedSize(Buffer.alloc(3))).toBeNull();
  const wrong = Buffer.from(archive);
  wrong.writeUInt32LE(archive.length - 30, archive.length - 6);
  expect(unpackedSize(wrong)).toBeNull();
  wrong.writeUInt32LE(1, archive.length - 6);
  expect(unpackedSize(wrong)).toBeNull();
});

it('files are known by their first bytes', () => {
  expect([isZip(archive), isZip(Buffer.from('PK'))]).toEqual([true, false]);
  expect([isOldOffice(archive), isOldOffice(Buffer.from('d0cf11e0', 'hex'))]).toEqual([false, true]);
});
