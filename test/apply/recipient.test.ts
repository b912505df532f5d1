import { describe, expect, test } from 'vitest';
import { recipientOf, whatKeeps } from '../../src/apply/recipient.ts';
import type { Member } from '../../src/team.ts';
import { deprovision, idOf, suspend } from '../helpers/changes.ts';
import { member } from '../helpers/team-builder.ts';
import { bequeath, HEIR, transfer } from './changes.ts';
import { run } from './run.ts';

const RECIPIENT = { id: HEIR.transferToId, email: HEIR.transferTo };

test('only a removal that passes the files on has a recipient', () => {
  expect(recipientOf(bequeath('a@x.org'))).toEqual(RECIPIENT);
  const others = [
    deprovision('a@x.org'),
    deprovision('a@x.org', { ...HEIR, method: 'suspend' }),
    suspend('a@x.org'),
    transfer('a@x.org'),
  ];
  expect(others.map(recipientOf)).toEqual(others.map(() => null));
});

test.each<[string, Partial<Member> | null, RegExp | null]>([
  ['active and verified', {}, null],
  ['nobody', null, /heir@x\.org, who is no longer on the team/],
  ['removed', { status: 'removed' }, /heir@x\.org, who is no longer on the team/],
  ['suspended', { status: 'suspended' }, /heir@x\.org, who is suspended now/],
  ['invited', { status: 'invited' }, /heir@x\.org, who is invited now/],
  ['not verified', { emailVerified: false }, /heir@x\.org, who has no verified e-mail address/],
])('a recipient who is %s', (_name, now, words) => {
  const found = now === null ? undefined : member({ email: RECIPIENT.email, ...now });
  const reason = whatKeeps(RECIPIENT, { member: (id) => (id === RECIPIENT.id ? found : undefined) });
  if (words === null) expect(reason).toBeNull();
  else expect(reason).toMatch(words);
});

test('nobody is no hindrance where no files are passed on', () => {
  expect(whatKeeps(null, { member: () => undefined })).toBeNull();
});

describe('a removal', () => {
  test('looks at the recipient together with the leaver', async () => {
    const { team, outcomes } = await run([bequeath('a@x.org'), deprovision('b@x.org')]);
    expect(outcomes).toEqual({ 'deprovision:a@x.org': 'applied', 'deprovision:b@x.org': 'applied' });
    expect(team.calls[0]).toMatchObject({
      method: 'lookUp',
      who: [idOf('a@x.org'), idOf('b@x.org'), HEIR.transferToId],
    });
  });

  test('whose recipient has left since the plan is not sent, and the others are', async () => {
    const { team, outcomes } = await run([bequeath('a@x.org'), deprovision('b@x.org')], {}, {}, (one) => {
      one.alter(HEIR.transferToId, { status: 'removed' });
    });
    expect(outcomes).toEqual({
      'deprovision:a@x.org': 'skipped changed_since_plan',
      'deprovision:b@x.org': 'applied',
    });
    expect(team.log).toEqual([`removeMember ${idOf('b@x.org')}`]);
  });
});
