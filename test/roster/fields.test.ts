import { describe, expect, it } from 'vitest';

import {
  readAssigned,
  readEmail,
  readExternalId,
  readGroups,
  readName,
  readPlain,
  readPriority,
  readStatus,
} from '../../src/roster/fields.ts';
import { Fault } from '../../src/roster/problem.ts';

function faultCode(value: unknown): string | null {
  return value instanceof Fault ? value.code : null;
}

function faultText(value: unknown): string {
  return value instanceof Fault ? value.message : '';
}

describe('readEmail', () => {
  it.each([
    ['ana@example.com', 'ana@example.com'],
    ['Ana.Lopez+x@Example.COM', 'ana.lopez+x@example.com'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['#&%_-@a-b.example.museum', '#&%_-@a-b.example.museum'],
    [`${'a'.repeat(243)}@example.com`, `${'a'.repeat(243)}@example.com`],
  ])('takes %s', (text, email) => {
    expect(readEmail(text)).toBe(email);
  });

  it.each([
    'ana',
    'ana@',
    '@example.com',
    'ana@example',
    'ana@example.c',
    'ana@.example.com',
    'ana lopez@example.com',
    'ana!x@example.com',
    'Ana <ana@example.com>',
    'ana@example.com;ben@example.com',
    'ana@example.com\n',
    'ana@example.xn--p1ai',
    `${'a'.repeat(244)}@example.com`,
  ])('refuses %j', (text) => {
    expect(faultCode(readEmail(text))).toBe('invalid_email');
  });

  it.each(['аna@example.com', 'ana＠example.com', 'ana@exämple.com', 'ana\u200b@example.com'])(
    'refuses %j and says that only ASCII will do',
    (text) => {
      expect(faultCode(readEmail(text))).toBe('invalid_email');
      expect(faultText(readEmail(text))).toContain('ASCII');
    },
  );
});

describe('readName', () => {
  it.each([
    'Ana',
    "O'Brien",
    'José-María de la Cruz',
    'مریم',
    '李',
    'a'.repeat(50),
    '🙂'.repeat(50),
    '=HYPERLINK()',
  ])('takes %s', (name) => {
    expect(readName(name)).toBe(name);
  });

  it.each(['/', ':', '?', '*', '<', '>', '"', '|'])('refuses %s', (character) => {
    expect(faultCode(readName(`a${character}b`))).toBe('forbidden_character');
    expect(faultText(readName(`a${character}b`))).toContain(` ${character},`);
  });

  it('refuses more than fifty characters', () => {
    expect(faultCode(readName('a'.repeat(51)))).toBe('name_too_long');
    expect(faultCode(readName('🙂'.repeat(51)))).toBe('name_too_long');
  });

  it('refuses what cannot be seen', () => {
    expect(faultCode(readName('Ana\u202e'))).toBe('hidden_character');
    expect(faultText(readName('Ana\u202e'))).toContain('\\u{202e}');
  });
});

describe('readExternalId', () => {
  it('takes up to 64 characters as they are', () => {
    expect(readExternalId('E/"17"')).toBe('E/"17"');
    expect(readExternalId('e'.repeat(64))).toBe('e'.repeat(64));
  });

  it('refuses more', () => {
    expect(faultCode(readExternalId('e'.repeat(65)))).toBe('external_id_too_long');
  });

  it('refuses what cannot be seen', () => {
    expect(faultCode(readExternalId('E\u200b17'))).toBe('hidden_character');
  });
});

describe('readStatus', () => {
  it.each([
    ['active', 'active'],
    ['suspended', 'suspended'],
    ['inactive', 'suspended'],
    ['disabled', 'suspended'],
    ['archived', 'suspended'],
    ['false', 'suspended'],
    ['unassigned', 'unassigned'],
    ['deprovisioned', 'unassigned'],
    ['deleted', 'unassigned'],
    ['removed', 'unassigned'],
    ['terminated', 'unassigned'],
    ['ACTIVE', 'active'],
    ['Terminated', 'unassigned'],
  ])('%s means %s', (word, status) => {
    expect(readStatus(word)).toBe(status);
  });

  it.each(['actve', 'true', 'on leave', 'constructor', '__proto__'])(
    'refuses %s and names the words',
    (word) => {
      expect(faultCode(readStatus(word))).toBe('unknown_status');
      expect(faultText(readStatus(word))).toContain('active, suspended');
    },
  );
});

describe('readAssigned', () => {
  it.each([
    ['true', true],
    ['YES', true],
    ['1', true],
    ['False', false],
    ['no', false],
    ['0', false],
  ])('%s is %s', (word, assigned) => {
    expect(readAssigned(word)).toBe(assigned);
  });

  it('refuses any other word', () => {
    expect(faultCode(readAssigned('maybe'))).toBe('invalid_assigned');
  });
});

describe('readPriority', () => {
  it.each([
    ['1', 1],
    ['-2', -2],
    ['+3.5', 3.5],
    ['007', 7],
  ])('%s is %d', (text, priority) => {
    expect(readPriority(text)).toBe(priority);
  });

  it.each(['high', '1,5', '0x10', '1e3', 'NaN', 'Infinity', '.5', '1 000', '9'.repeat(400)])(
    'refuses %s',
    (text) => {
      expect(faultCode(readPriority(text))).toBe('invalid_priority');
    },
  );
});

describe('readGroups', () => {
  it('takes each name once, without the space around it', () => {
    expect(readGroups(' design ; sales;;design;')).toEqual(['design', 'sales']);
  });

  it('is no group at all where there is no name', () => {
    expect(readGroups(' ; ')).toEqual([]);
  });

  it('refuses what cannot be seen', () => {
    expect(faultCode(readGroups('design;sa\u00adles'))).toBe('hidden_character');
  });
});

it('takes any visible text for a role', () => {
  expect(readPlain('Team admin')).toBe('Team admin');
});

describe('the status words of an export', () => {
  const words = new Map([['locked out', 'active' as const]]);

  it.each(['LOCKED_OUT', 'Locked out', 'locked  out'])('know %s', (word) => {
    expect(readStatus(word, words)).toBe('active');
  });

  it('come beside ours, and are named where a word is unknown', () => {
    expect(readStatus('Removed', words)).toBe('unassigned');
    expect(readStatus('gone', words)).toMatchObject({
      code: 'unknown_status',
      message: expect.stringMatching(/^expected one of active, .*, terminated, locked out$/) as string,
    });
  });
});
