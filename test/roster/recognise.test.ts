import { describe, expect, it } from 'vitest';

import { SCIM } from '../../src/roster/dialects.ts';
import { recogniseDialect, vocabularyOf } from '../../src/roster/recognise.ts';

describe('recogniseDialect', () => {
  it.each([
    ['okta', ['login', 'firstName', 'lastName', 'email', 'status']],
    ['okta', ['Login', 'Email']],
    ['okta', ['user.login', 'user.status', 'user.id']],
    ['okta', ['profile.login', 'profile.email']],
    ['google', ['First Name [Required]', 'Last Name [Required]', 'Email Address [Required]']],
    ['google', ['email address', 'org unit path']],
    ['google', ['Email Address [Required]', 'New Primary Email [UPLOAD ONLY]']],
    ['entra', ['userPrincipalName', 'mail']],
    ['entra', ['User principal name', 'First name', 'Last name']],
    ['bamboohr', ['Employee #', 'Work Email', 'Status']],
    ['dropbox', ['Email', 'First name', 'Last name', 'Status']],
    ['dropbox', ['First name', 'Last name', 'Email address', 'Company-managed groups']],
    ['teamsync', ['email', 'first_name', 'last_name', 'status']],
    ['teamsync', ['EMAIL', 'First Name', 'Last Name', 'Status']],
    ['teamsync', ['email', 'id']],
    ['teamsync', []],
  ])('is %s for %j', (name, headers) => {
    expect(recogniseDialect(headers).name).toBe(name);
  });

  it('is the one that knows most of the headers where signs of two are there', () => {
    expect(recogniseDialect(['userPrincipalName', 'Work Email', 'mail', 'objectId']).name).toBe('entra');
    expect(recogniseDialect(['userPrincipalName', 'Work Email', 'Employee #']).name).toBe('bamboohr');
  });
});

describe('vocabularyOf', () => {
  it('knows our own names in every dialect', () => {
    expect(vocabularyOf(SCIM).find('Transfer To')?.kind).toBe('transferTo');
  });
});
