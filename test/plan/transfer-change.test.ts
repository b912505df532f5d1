import { expect, test } from 'vitest';
import { transferFiles } from '../../src/plan/transfer-change.ts';
import { HEIR } from '../apply/changes.ts';
import { member, person } from '../helpers/team-builder.ts';

test('the files of a removed account go to somebody, and nothing else of it changes', () => {
  const gone = member({ email: 'gone@x.org', givenName: 'Gil', externalId: 'E7', status: 'removed' });
  const subject = { person: person({ email: 'gone@x.org' }), member: gone, rank: 0 };
  expect(transferFiles(subject, gone, HEIR)).toEqual({
    id: 'transfer:gone@x.org',
    action: 'transfer',
    email: 'gone@x.org',
    memberId: gone.id,
    externalId: 'E7',
    name: 'Gil',
    reason: 'requested',
    explanation: 'The files of Gil go to heir@x.org, and after that the account cannot be recovered.',
    source: { line: null, groups: [] },
    before: null,
    after: null,
    options: HEIR,
    seats: 0,
    reversibleUntil: null,
  });
});
