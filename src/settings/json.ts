import { printParseErrorCode, visit } from 'jsonc-parser';
import { excerpt } from './values.ts';

/** A document that was understood, or why it was not, without a word of its content apart from a key's name. */
export type JsonReading = { ok: true; value: unknown } | { ok: false; fault: string };

/** The first place where the text is not strict JSON or gives one key twice, which JSON.parse would let pass. */
function findFault(text: string): string | null {
  const open: Set<string>[] = [];
  const faults: string[] = [];
  visit(
    text,
    {
      onObjectBegin: () => {
        open.push(new Set());
      },
      onObjectEnd: () => {
        open.pop();
      },
      onObjectProperty: (name, _offset, _length, line) => {
        const names = open.at(-1);
        if (names?.has(name)) faults.push(`line ${String(line + 1)} gives the key ${excerpt(name)} again`);
        names?.add(name);
      },
      onError: (code, _offset, _length, line, column) => {
        faults.push(`line ${String(line + 1)}, column ${String(column + 1)}: ${printParseErrorCode(code)}`);
      },
    },
    { disallowComments: true },
  );
  return faults[0] ?? null;
}

/** Reads strict JSON; a leading byte order mark is allowed. */
export function readJson(text: string): JsonReading {
  const bare = text.replace(/^\uFEFF/, '');
  try {
    const fault = findFault(bare);
    return fault === null ? { ok: true, value: JSON.parse(bare) } : { ok: false, fault };
  } catch {
    // The engine's own message quotes the document, and a profile file holds credentials.
    return { ok: false, fault: 'it is not valid JSON' };
  }
}

/** Reads bytes that must be UTF-8 and JSON. */
export function readJsonBytes(bytes: Uint8Array): JsonReading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, fault: 'it is not UTF-8 text' };
  }
  return readJson(text);
}
