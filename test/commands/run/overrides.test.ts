import { expect, test } from 'vitest';
import { overridesOf } from '../../../src/commands/run/overrides.ts';
import { settingsSchema } from '../../../src/settings/schema.ts';

const NONE = {
  limits: {},
  settings: settingsSchema.parse({}),
  settingsFile: null,
  acceptListing: false,
  acceptRoster: false,
};

test('a run that moves no rail names none', () => {
  expect(overridesOf(NONE)).toEqual([]);
});

test.each([
  [
    { limits: { deprovisions: 3 } },
    { option: '--max-deprovisions', value: 3, setting: 'safety.maxDeprovisions', instead: '10%' },
  ],
  [
    { limits: { suspensions: '50%' } },
    { option: '--max-suspensions', value: '50%', setting: 'safety.maxSuspensions', instead: '10%' },
  ],
  [{ settingsFile: 's.json' }, { option: '--settings', value: 's.json', setting: null, instead: null }],
  [{ acceptListing: true }, { option: '--accept-listing', value: true, setting: null, instead: null }],
  [{ acceptRoster: true }, { option: '--accept-roster', value: true, setting: null, instead: null }],
])('%j is told with what it stands for', (given, override) => {
  expect(overridesOf({ ...NONE, ...given })).toEqual([override]);
});
