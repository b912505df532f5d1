import { describe, expect, it } from 'vitest';

import { TABLE_DIALECTS } from '../../src/roster/dialects.ts';
import { foldHeader } from '../../src/roster/field-names.ts';
import { recogniseDialect, vocabularyOf } from '../../src/roster/recognise.ts';
import { placesOf, readLines } from './reading.ts';

describe.each(TABLE_DIALECTS.map((dialect) => [dialect.name, dialect] as const))('%s', (name, dialect) => {
  const headersOf = (): string[] =>
    Object.values(dialect.columns).flatMap((ranks) => ranks.flatMap((spellings) => [...spellings]));

  it('is recognised by each of its signs', () => {
    const signs = [...dialect.signs, ...dialect.spelt];
    expect(signs.length).toBeGreaterThan(0);
    // Signs of one may stand within those of another, which then knows more of the headers.
    for (const sign of signs) expect(recogniseDialect([...sign, ...headersOf()]).name).toBe(name);
  });

  it('knows what each of its columns is', () => {
    for (const header of headersOf()) expect(vocabularyOf(dialect).find(header)).not.toBeNull();
  });

  it('writes its status words as they are compared', () => {
    for (const word of dialect.words.keys()) expect(word).toMatch(/^[a-z]+( [a-z]+)*$/);
  });

  it('has no header twice', () => {
    const folded = headersOf().map(foldHeader);
    expect(new Set(folded).size).toBe(folded.length);
  });
});

describe('status words', () => {
  it.each([
    ['login,email,status', 'ACTIVE', 'active'],
    ['login,email,status', 'STAGED', 'active'],
    ['login,email,status', 'PROVISIONED', 'active'],
    ['login,email,status', 'RECOVERY', 'active'],
    ['login,email,status', 'PASSWORD_EXPIRED', 'active'],
    ['login,email,status', 'LOCKED_OUT', 'active'],
    ['login,email,status', 'Password reset', 'active'],
    ['login,email,status', 'SUSPENDED', 'suspended'],
    ['login,email,status', 'DEPROVISIONED', 'unassigned'],
    ['login,email,status', 'Deactivated', 'unassigned'],
    ['userPrincipalName,mail,accountEnabled', 'TRUE', 'active'],
    ['userPrincipalName,mail,accountEnabled', 'False', 'suspended'],
    ['Work Email,Employee #,Status', 'Inactive', 'suspended'],
    ['First name,Email,Last name,Status', 'Invited', 'active'],
    ['First name,Email,Last name,Status', 'Deleted', 'unassigned'],
  ])('of %s: %s is %s', async (header, word, wanted) => {
    const rows = [
      rowOf(header, 'ana', word),
      rowOf(header, 'sure', header.includes('Enabled') ? 'true' : 'active'),
    ];
    const { roster } = await readLines([header, ...rows]);
    expect(roster.people[0]?.wanted).toBe(wanted);
  });

  it('of an export mean nothing in a roster of our own', async () => {
    const places = await placesOf(readLines(['email,status', 'ana@example.com,Invited']));
    expect(places).toEqual(['2 status unknown_status']);
  });
});

/** A row with this name in every column but that of the status. */
function rowOf(header: string, name: string, status: string): string {
  const cells = header.split(',').map((column) => {
    if (/status|enabled/i.test(column)) return status;
    return /mail|login|principal/i.test(column) ? `${name}@example.com` : name;
  });
  return cells.join(',');
}
