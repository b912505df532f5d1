import { expect, test } from 'vitest';
import { parseSettings } from '../../src/settings/check.ts';
import { isSettingKey, nest, SETTING_KEYS, splitKey } from '../../src/settings/keys.ts';
import { ACTIONS } from '../../src/settings/questions.ts';

test.each(ACTIONS.map((action) => [action.enabled, action] as const))(
  '%s is followed by questions about every other setting of the action',
  (enabled, action) => {
    const [section] = splitKey(enabled);
    const asked = [enabled, ...action.details.map(({ key }) => key)];
    expect(asked).toEqual(SETTING_KEYS.filter((key) => splitKey(key)[0] === section));
  },
);

test('every choice is one that the setting takes', () => {
  const problems = ACTIONS.flatMap(({ details }) =>
    details.flatMap((question) => {
      if (question.kind === 'choose') {
        return question.choices.flatMap(
          ({ value }) => parseSettings(nest(new Map([[question.key, value]]))).problems,
        );
      }
      if (question.kind !== 'chooseSeveral') return [];
      const all = question.choices.map(({ value }) => value);
      return parseSettings(nest(new Map([[question.key, all]]))).problems;
    }),
  );
  expect(problems).toEqual([]);
});

test('the actions are asked in the order in which a person meets them', () => {
  expect(ACTIONS.map(({ enabled }) => enabled).filter(isSettingKey)).toEqual([
    'provision.enabled',
    'suspend.enabled',
    'deprovision.enabled',
    'update.enabled',
    'groups.enabled',
  ]);
});
