import { InvalidInputError } from '../errors.ts';
import { visible } from './clean.ts';
import { DetectingDecoder, Windows1252Decoder } from './decode-windows.ts';
import { Utf16Decoder } from './decode-utf16.ts';
import { Utf8Decoder } from './decode.ts';
import type { RosterDecoder } from './undecodable.ts';

/** How the bytes of a text are read. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const SPELLINGS: ReadonlyMap<string, Encoding> = new Map([
  ['utf8', 'utf-8'],
  ['utf16le', 'utf-16le'],
  ['utf16be', 'utf-16be'],
  ['windows1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['iso88591', 'windows-1252'],
]);

const SUPPORTED: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/** So many bytes tell UTF-16 from the rest. */
export const ENCODING_HEAD = 4;

/** The encoding that the setting names; `null` leaves it to the file. Throws `unsupported_encoding` for any other. */
export function forcedEncoding(setting: string | null): Encoding | null {
  if (setting === null) return null;
  const encoding = SPELLINGS.get(setting.toLowerCase().replace(/[\s_-]+/g, ''));
  if (encoding !== undefined) return encoding;
  throw new InvalidInputError(
    'unsupported_encoding',
    `roster.encoding is "${visible(setting)}", and teamsync reads ${SUPPORTED.join(', ')}.`,
    {
      hint: 'Save the roster as UTF-8, then run: teamsync settings unset roster.encoding',
      details: { encoding: setting, supported: SUPPORTED },
    },
  );
}

/** A decoder with what its text turned out to be, once it is read. */
export interface Decoding {
  decoder: RosterDecoder;
  encoding: () => Encoding;
}

/** How to read a text that begins with these bytes. */
export function decodingFor(head: Uint8Array, forced: Encoding | null): Decoding {
  const encoding = forced ?? utf16Of(head);
  if (encoding === null) {
    const decoder = new DetectingDecoder();
    return { decoder, encoding: () => decoder.encoding };
  }
  return { decoder: decoderOf(encoding), encoding: () => encoding };
}

function decoderOf(encoding: Encoding): RosterDecoder {
  switch (encoding) {
    case 'utf-8':
      return new Utf8Decoder();
    case 'utf-16le':
    case 'utf-16be':
      return new Utf16Decoder(encoding);
    case 'windows-1252':
      return new Windows1252Decoder();
  }
}

/** UTF-16 by its byte order mark or, as every roster begins with two ASCII characters, by where its zeros stand. */
function utf16Of(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be';
  return null;
}
