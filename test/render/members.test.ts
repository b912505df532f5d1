import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import {
  membersCsv,
  renderMember,
  renderMembers,
  type MemberDetails,
  type MemberView,
} from '../../src/render/members.ts';

const paint = new Chalk({ level: 0 });
/** What could steer a terminal. */
const UNSAFE = /[\p{Cc}\p{Cf}]/u;
const look = { paint, nobody: 'Nobody.' };

const ana: MemberView = {
  email: 'ana@example.com',
  memberId: 'dbmid:a',
  externalId: 'E1',
  status: 'active',
  name: 'Ana Lopez',
  groups: ['Engineering', 'Sales'],
  role: 'Team',
};
const cy: MemberView = {
  email: 'cy@example.com',
  memberId: 'dbmid:c',
  externalId: null,
  status: 'invited',
  name: null,
  groups: null,
  role: 'member',
};

describe('a list of members', () => {
  test('is a table for people', () => {
    expect(renderMembers([ana, cy], look)).toBe(
      [
        'EMAIL            STATUS   NAME       GROUPS              ROLE    EXTERNAL ID',
        'ana@example.com  active   Ana Lopez  Engineering, Sales  Team    E1',
        'cy@example.com   invited                                 member',
        '',
      ].join('\n'),
    );
  });

  test('says that there is nobody', () => {
    expect(renderMembers([], look)).toBe('Nobody.\n');
  });

  test('as CSV has the ids too, and its head also for nobody', () => {
    const head = 'email,member_id,external_id,status,name,groups,role';
    expect(membersCsv([])).toBe(`${head}\n`);
    expect(membersCsv([ana, cy])).toBe(
      [
        head,
        'ana@example.com,dbmid:a,E1,active,Ana Lopez,Engineering;Sales,Team',
        'cy@example.com,dbmid:c,,invited,,,member',
        '',
      ].join('\n'),
    );
  });

  test('steers neither a terminal nor a spreadsheet', () => {
    const odd = { ...ana, name: '=cmd|"/c calc"!A0\u001b[2J', groups: ['\u202eevil'] };
    for (const text of [renderMembers([odd], look), membersCsv([odd])]) {
      expect(text.replaceAll('\n', '')).not.toMatch(UNSAFE);
    }
    expect(membersCsv([odd])).toContain(`"'=cmd|""/c calc""!A0\\u{1b}[2J"`);
  });
});

describe('one member', () => {
  const details: MemberDetails = {
    ...ana,
    secondaryEmails: ['a.lopez@example.com'],
    emailVerified: true,
    membership: 'full',
    invitedOn: null,
    joinedOn: '2025-01-01T00:00:00Z',
    suspendedOn: null,
    recoverable: false,
  };

  test('is shown with everything that is known', () => {
    expect(renderMember(details, paint)).toBe(
      [
        'ana@example.com',
        '  Status         active',
        '  Name           Ana Lopez',
        '  Role           Team',
        '  Groups         Engineering, Sales',
        '  External id    E1',
        '  Member id      dbmid:a',
        '  Other e-mails  a.lopez@example.com',
        '  Joined         2025-01-01T00:00:00Z',
        '',
      ].join('\n'),
    );
  });

  test.each<[Partial<MemberDetails>, string]>([
    [{ status: 'removed', recoverable: true }, 'removed, can still be recovered'],
    [{ emailVerified: false }, 'Address        not verified'],
    [{ membership: 'limited' }, 'none (a limited member)'],
    [{ groups: null }, 'Groups         not read'],
    [{ status: 'invited', invitedOn: '2026-03-01T10:00:00Z' }, 'Invited        2026-03-01T10:00:00Z'],
    [{ status: 'suspended', suspendedOn: '2026-03-01T10:00:00Z' }, 'Suspended      2026-03-01T10:00:00Z'],
  ])('%j says so', (fields, words) => {
    expect(renderMember({ ...details, ...fields }, paint)).toContain(words);
  });

  test('of whom little is known is short', () => {
    const fields = { name: null, externalId: null, secondaryEmails: [], groups: [], joinedOn: null };
    const text = renderMember({ ...details, ...fields, status: 'removed' }, paint);
    expect(text.split('\n').map((line) => line.trim().split(/ {2,}/)[0])).toEqual([
      'ana@example.com',
      'Status',
      'Role',
      'Member id',
      '',
    ]);
  });

  test('steers no terminal', () => {
    const odd = { ...details, email: 'a\u001b@x.org', name: 'A\u0007', secondaryEmails: ['b\u202e@x.org'] };
    expect(renderMember(odd, paint).replaceAll('\n', '')).not.toMatch(UNSAFE);
  });
});
