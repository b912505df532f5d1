import { describe, expect, it } from 'vitest';

import { Logins } from '../../src/roster/logins.ts';
import { placesOf, readLines } from './reading.ts';

describe('Logins', () => {
  it('warns of logins that are other addresses, and names the first five', () => {
    const logins = new Logins();
    for (let line = 2; line < 9; line += 1) logins.compare(line, 'a@example.com', 'b@example.com');
    expect(logins.warnings()).toEqual([
      {
        code: 'login_differs',
        message:
          'The mail address counts where the login is another one: ' +
          [2, 3, 4, 5, 6]
            .map((line) => `line ${String(line)} "a@example.com", not "b@example.com"; `)
            .join('') +
          '2 more.',
      },
    ]);
  });

  it('says nothing of the same address and of names that are no address', () => {
    const logins = new Logins();
    logins.compare(2, 'ana@example.com', 'ANA@example.com');
    logins.compare(3, 'ana@example.com', 'ana');
    logins.compare(4, 'ana@example.com', '');
    expect(logins.warnings()).toEqual([]);
  });
});

describe('a login beside a mail address', () => {
  it('stands in for one that is missing', async () => {
    const { roster, warnings } = await readLines([
      'login,email,firstName',
      'eve@example.com,,Eve',
      'ana@example.com,ana.lopez@example.com,Ana',
    ]);
    expect(roster.people.map(({ email }) => email)).toEqual(['eve@example.com', 'ana.lopez@example.com']);
    expect(warnings.map(({ code }) => code)).toEqual(['login_differs', 'login_for_email']);
  });

  it('stands in for nothing where it is no address, nor for a wrong address', async () => {
    const places = placesOf(readLines(['login,email', 'eve,', 'ana@example.com,ana@']));
    expect(await places).toEqual(['2 email missing_email', '3 email invalid_email']);
  });

  it('is the address where there is no column of them', async () => {
    const { roster } = await readLines(['User principal name;Surname', 'ana@example.com;López']);
    expect(roster.columns).toEqual({ email: 'User principal name', surname: 'Surname' });
  });

  it('is not looked at where the settings name the column', async () => {
    const lines = ['userPrincipalName,mail', 'a@example.com,b@example.com'];
    const { roster, warnings } = await readLines(lines, { columns: { email: 'userPrincipalName' } });
    expect(roster.people.map(({ email }) => email)).toEqual(['a@example.com']);
    expect(warnings).toMatchObject([{ code: 'ignored_column' }]);
  });
});

describe('a new primary address', () => {
  const header = 'Email Address [Required],New Primary Email [UPLOAD ONLY]';

  it('is the address, and the old one the previous', async () => {
    const { roster } = await readLines([header, 'a@example.com,B@example.com', 'c@example.com, ']);
    expect(roster.people.map(({ email, previousEmail }) => [email, previousEmail])).toEqual([
      ['b@example.com', 'a@example.com'],
      ['c@example.com', null],
    ]);
  });

  it('has to be one, of somebody who has one', async () => {
    const places = await placesOf(readLines([header, 'a@example.com,b@', ',c@example.com']));
    expect(places).toEqual([
      '2 New Primary Email [UPLOAD ONLY] invalid_email',
      '3 Email Address [Required] missing_email',
    ]);
  });
});
