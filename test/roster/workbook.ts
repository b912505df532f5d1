import { crc32 } from 'node:zlib';

/** What a cell of a workbook may hold. */
export type Cell = string | number | boolean | Date | { day: number } | null;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Day 0 of Excel, as it counts since March 1900. */
const EPOCH = Date.UTC(1899, 11, 30);
const MS_PER_DAY = 86_400_000;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function cellXml(cell: Cell, column: number, row: number): string {
  if (cell === null) return '';
  const at = `r="${String.fromCharCode(65 + column)}${String(row)}"`;
  if (typeof cell === 'number') return `<c ${at}><v>${String(cell)}</v></c>`;
  if (typeof cell === 'boolean') return `<c ${at} t="b"><v>${cell ? '1' : '0'}</v></c>`;
  if (typeof cell === 'string')
    return `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  const day = cell instanceof Date ? (cell.getTime() - EPOCH) / MS_PER_DAY : cell.day;
  return `<c ${at} s="1"><v>${String(day)}</v></c>`;
}

function sheetXml(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((cells, index) => {
    const row = index + 1;
    return `<row r="${String(row)}">${cells.map((cell, column) => cellXml(cell, column, row)).join('')}</row>`;
  });
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** An archive of these files, none of them compressed. */
export function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(content), 0);
    sizes.writeUInt32LE(content.length, 4);
    sizes.writeUInt32LE(content.length, 8);
    sizes.writeUInt16LE(name.length, 12);
    const version = Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x5a]);
    local.push(Buffer.from('PK\x03\x04', 'latin1'), version, sizes, name, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), version, sizes, rest, name);
    offset += 30 + name.length + content.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, entries, end]);
}

/** A workbook with these sheets, as Excel saves it. */
export function workbookOf(sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Buffer {
  const names = Object.keys(sheets);
  const listed = names.map((name, index) => {
    const id = String(index + 1);
    return {
      sheet: `<sheet name="${escaped(name)}" sheetId="${id}" r:id="rId${id}"/>`,
      relation: `<Relationship Id="rId${id}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${id}.xml"/>`,
    };
  });
  const styles = `<Relationship Id="styles" Type="${RELATIONS}/styles" Target="styles.xml"/>`;
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return archiveOf({
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${listed.map(({ sheet }) => sheet).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${packaged}">${listed.map(({ relation }) => relation).join('')}${styles}</Relationships>`,
    'xl/styles.xml': STYLES,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${String(index + 1)}.xml`,
        sheetXml(sheets[name] ?? []),
      ]),
    ),
  });
}
