import { expect, test } from 'vitest';
import { parseFaults } from '../../../src/sandbox/faults.ts';

test.each([
  [{ route: 'oauth2/authorize', status: 500 }, /"status" never happens on oauth2\/authorize/],
  [{ route: 'oauth2/authorize', token: 'user' }, /"token" never happens on oauth2\/authorize/],
  [{ route: 'oauth2/token', authorize: 'deny' }, /"authorize" never happens on oauth2\/token/],
  [{ route: 'oauth2/token', async: 1 }, /"async" never happens on oauth2\/token/],
  [{ route: '*', authorize: 'deny' }, /"authorize" needs the route "oauth2\/authorize"/],
  [{ route: 'oauth2/authorize', authorize: 'perhaps' }, /\[0\]\.authorize: /],
  [{ route: 'oauth2/authorize', authorize: 'allow', delayMs: -1 }, /\[0\]\.delayMs: /],
  [{ route: 'oauth2/token', token: 'stolen' }, /\[0\]\.token: /],
  [{ route: 'oauth2/revoke', html: true }, /no route "oauth2\/revoke"/],
])('the rule %j is refused', (rule, problem) => {
  expect(() => parseFaults(JSON.stringify(rule), 'faults.json')).toThrow(problem);
});
