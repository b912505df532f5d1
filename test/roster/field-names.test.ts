import { describe, expect, it } from 'vitest';

import {
  fieldOf,
  foldHeader,
  isForbidden,
  OWN_VOCABULARY,
  squeezeHeader,
} from '../../src/roster/field-names.ts';
import { CSV_HEADERS, FIELD_NAMES } from '../../src/roster/row.ts';

describe('fieldOf', () => {
  it.each(FIELD_NAMES.map((field) => [field, CSV_HEADERS[field]]))(
    'knows %s, also as %s',
    (field, header) => {
      expect([fieldOf(field), fieldOf(header)]).toEqual([field, field]);
    },
  );

  it.each([
    ['E-Mail', 'email'],
    [' FIRST NAME ', 'givenName'],
    ['firstName', 'givenName'],
    ['Last-Name', 'surname'],
    ['EXTERNAL_ID', 'externalId'],
    ['Previous E-mail', 'previousEmail'],
  ])('reads %s as %s', (header, field) => {
    expect(fieldOf(header)).toBe(field);
  });

  it.each(['', 'department', '__proto__', 'constructor', 'mail address'])('does not know %j', (header) => {
    expect(fieldOf(header)).toBeNull();
  });
});

describe('a misspelling', () => {
  it.each([
    ['emial', 'email'],
    ['e_mal', 'email'],
    ['mail', 'email'],
    ['email\u200b', 'email'],
    ['statsu', 'status'],
    ['group', 'groups'],
    ['roel', 'role'],
    ['frist_name', 'first_name'],
    ['lst_nam', 'last_name'],
    ['givenNames', 'givenName'],
    ['extrenal_di', null],
    ['extrenal_id', 'external_id'],
    ['transferto1', 'transfer_to'],
    ['prevous_emai', 'previous_email'],
    ['pirority', 'priority'],
  ])('%j is a slip for %s', (name, spelling) => {
    expect(OWN_VOCABULARY.misspelt(name)?.spelling ?? null).toBe(spelling);
  });

  it.each([
    '',
    'department',
    'name',
    'username',
    'state',
    'title',
    'manager',
    'office',
    'phone',
    'x'.repeat(5000),
  ])('%.20j is another name', (name) => {
    expect(OWN_VOCABULARY.misspelt(name)).toBeNull();
  });
});

describe('foldHeader', () => {
  it.each([
    ['Status [READ ONLY]', 'status'],
    [' Employee # ', 'employee'],
    ['First_Name-[Required]', 'firstname'],
    ['[Required]', ''],
    ['a]b', 'a]b'],
    ['a]', 'a]'],
    ['Phone [work] 2', 'phone[work]2'],
  ])('of %j is %j', (header, folded) => {
    expect(foldHeader(header)).toBe(folded);
  });

  it('leaves more of a header in squeezeHeader, so that different columns stay different', () => {
    expect(squeezeHeader('Phone [work] #2')).toBe('phone[work]#2');
  });
});

describe('isForbidden', () => {
  it.each([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'TOSTRING',
    'hasOwnProperty',
    '__defineGetter__',
    'valueOf',
  ])('%s is no column', (name) => {
    expect(isForbidden(name)).toBe(true);
  });

  it('lets ordinary names pass', () => {
    expect(['email', 'proto', ''].some(isForbidden)).toBe(false);
  });
});
