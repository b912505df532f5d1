import { describe, expect, it } from 'vitest';

import { hasEmail } from '../../src/roster/column-settings.ts';

describe('hasEmail', () => {
  it.each([
    [['E-Mail'], {}, true],
    [['first_name'], {}, false],
    [['Work Mail'], { email: 'work mail' }, true],
    [['email'], { email: 'Work Mail' }, false],
    [['email'], { groups: 'Dept' }, true],
    [['userPrincipalName', 'surname'], {}, true],
    [['Work Email'], {}, true],
  ])('of %j with the settings %j is %s', (names, settings, expected) => {
    expect(hasEmail(names, settings)).toBe(expected);
  });
});
