import { describe, expect, test } from 'vitest';
import { isSettingKey, SECTIONS } from '../../src/settings/keys.ts';
import { readWishes } from '../../src/settings/pairs.ts';
import { pagesOfReaders, readPage } from './page.ts';

const TOLD = /`([a-z]+)\.([A-Za-z]+)(=[^`…]+)?`/g;
/** `roster.csv` is a file, and `groups.read` a scope. */
const OTHERS = new Set(['csv', 'json', 'xlsx', 'html', 'md', 'ndjson', 'read', 'write']);

/** What a text says of settings in passing: `safety.protect`, or `safety.onLimit=hold`. */
function settingsTold(page: string): { key: string; value: string | undefined }[] {
  return [...page.matchAll(TOLD)]
    .map(([, section = '', field = '', value]) => ({ section, field, value }))
    .filter(({ section, field }) => SECTIONS.includes(section) && !OTHERS.has(field))
    .map(({ section, field, value }) => ({ key: `${section}.${field}`, value }));
}

describe.each(pagesOfReaders())('%s', (path) => {
  const told = settingsTold(readPage(path));

  test('speaks only of settings that there are', () => {
    expect(told.map(({ key }) => key).filter((key) => !isSettingKey(key))).toEqual([]);
  });

  test('gives them only values that they can have', () => {
    for (const { key, value } of told) {
      if (value !== undefined) expect(readWishes([`${key}${value}`], {}).size).toBe(1);
    }
  });
});

test('a setting in a text is found, and a file is none', () => {
  const page =
    'Set `safety.onLimit=hold` in `roster.csv` or `teamsync.json`; see `roles.enabled` and `data.runs`.';
  expect(settingsTold(page)).toEqual([
    { key: 'safety.onLimit', value: '=hold' },
    { key: 'roles.enabled', value: undefined },
  ]);
});
