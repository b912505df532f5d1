import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { someone } from './people.ts';

/** What the roster says about somebody. */
export type Wish = 'active' | 'suspended' | 'unassigned' | 'renamed';

const ROWS_AT_ONCE = 10_000;

/** Writes a CSV roster of the people numbered from 0, each with what is wished for them. */
export async function writeRoster(
  path: string,
  people: number,
  wishFor: (number: number) => Wish,
): Promise<void> {
  await pipeline(Readable.from(chunks(people, wishFor)), createWriteStream(path));
}

function* chunks(people: number, wishFor: (number: number) => Wish): Generator<string> {
  yield 'email,first_name,last_name,external_id,status,groups\n';
  for (let start = 0; start < people; start += ROWS_AT_ONCE) {
    let text = '';
    const end = Math.min(people, start + ROWS_AT_ONCE);
    for (let number = start; number < end; number += 1) text += row(number, wishFor(number));
    yield text;
  }
}

function row(number: number, wish: Wish): string {
  const { email, givenName, surname, externalId, group } = someone(number);
  const last = wish === 'renamed' ? `${surname}-Novak` : surname;
  const status = wish === 'renamed' ? 'active' : wish;
  return `${email},${givenName},${last},${externalId},${status},${group}\n`;
}

/** A working day of a large company: in a hundred people one joins, is suspended, and has a new name; half a one leaves. */
export function ordinaryDay(members: number): { people: number; wishFor: (number: number) => Wish } {
  return {
    people: members + Math.floor(members / 100),
    wishFor(number) {
      if (number === 0 || number >= members) return 'active';
      if (number % 100 === 1) return 'suspended';
      if (number % 200 === 2) return 'unassigned';
      return number % 100 === 3 ? 'renamed' : 'active';
    },
  };
}
