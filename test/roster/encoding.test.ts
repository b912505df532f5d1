import { describe, expect, it } from 'vitest';

import { decodingFor, forcedEncoding } from '../../src/roster/encoding.ts';
import { placesOf, readBytes, readFile } from './reading.ts';

const ROSTER = 'email,first_name\nana@example.com,Zoë\n';
const little = Buffer.from(ROSTER, 'utf16le');

describe('forcedEncoding', () => {
  it.each([
    [null, null],
    ['utf-8', 'utf-8'],
    ['UTF8', 'utf-8'],
    ['UTF-16LE', 'utf-16le'],
    ['utf_16_be', 'utf-16be'],
    ['Windows-1252', 'windows-1252'],
    ['cp1252', 'windows-1252'],
    ['latin1', 'windows-1252'],
    ['ISO-8859-1', 'windows-1252'],
  ])('takes %s', (setting, encoding) => {
    expect(forcedEncoding(setting)).toBe(encoding);
  });

  it.each(['utf-16', 'utf-8-sig', 'ebcdic'])('refuses %s', (encoding) => {
    expect(() => forcedEncoding(encoding)).toThrow(
      expect.objectContaining({ code: 'unsupported_encoding', exitCode: 7 }),
    );
  });
});

describe('the encoding of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(ROSTER), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${ROSTER}`), 'utf-8'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${ROSTER}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${ROSTER}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 without its mark', little, 'utf-16le'],
    ['UTF-16 the other way round without its mark', Buffer.from(little).swap16(), 'utf-16be'],
    ['Windows-1252', Buffer.from(ROSTER, 'latin1'), 'windows-1252'],
  ])('is detected for %s', async (_what, bytes, encoding) => {
    const reading = await readBytes(bytes);
    expect(reading.encoding).toBe(encoding);
    expect(reading.roster.people[0]?.givenName).toBe('Zoë');
    const guessed = encoding === 'windows-1252' ? ['encoding_detected'] : [];
    expect(reading.warnings.map(({ code }) => code)).toEqual(guessed);
  });

  it.each([
    ['windows-1252', Buffer.from(ROSTER, 'latin1')],
    ['utf-16be', Buffer.from(little).swap16()],
    ['utf-16le', little],
    ['utf-8', Buffer.from(ROSTER)],
  ])('is what the settings say, without a warning: %s', async (encoding, bytes) => {
    const reading = await readBytes(bytes, { settings: { encoding } });
    expect(reading).toMatchObject({ encoding, warnings: [] });
    expect(reading.roster.people[0]?.givenName).toBe('Zoë');
  });

  it('is UTF-8 for a text shorter than what tells', () => {
    expect(decodingFor(Uint8Array.of(0x61), null).encoding()).toBe('utf-8');
  });
});

describe('a file is refused for', () => {
  it('JSON that is no text', async () => {
    expect(await placesOf(readFile('roster.json', Buffer.from([0x5b, 0x81])))).toEqual(['1 - not_text']);
  });

  it('bytes that are not in the encoding of the settings', async () => {
    const bytes = Buffer.from('email,x\nana@example.com,\xf3\n', 'latin1');
    const reading = readBytes(bytes, { settings: { encoding: 'UTF-8' } });
    expect(await placesOf(reading)).toEqual(['2 - not_utf8']);
  });
});
