const END_RECORD = 0x06054b50;
const END_RECORD_SIZE = 22;
/** A comment of that length may stand behind the end record. */
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;

/** Whether bytes begin as a ZIP archive does, which every workbook is. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

/** Whether bytes begin as the files of Office before 2007 do, and workbooks that a password protects. */
export function isOldOffice(head: Uint8Array): boolean {
  return head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0;
}

/** How many bytes an archive says that it unpacks to; `null` where its directory is damaged. */
export function unpackedSize(archive: Buffer): number | null {
  const end = endRecord(archive);
  if (end === -1) return null;
  let at = archive.readUInt32LE(end + 16);
  let size = 0;
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + ENTRY_SIZE > end || archive.readUInt32LE(at) !== ENTRY) return null;
    size += archive.readUInt32LE(at + 24);
    const lengths = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
    at += lengths.reduce((sum, length) => sum + length, ENTRY_SIZE);
  }
  return size;
}

function endRecord(archive: Buffer): number {
  const last = archive.length - END_RECORD_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (archive.readUInt32LE(at) === END_RECORD) return at;
  }
  return -1;
}
