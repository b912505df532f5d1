import { expect, test } from 'vitest';
import { UnavailableError } from '../../src/errors.ts';
import { idOf, suspend } from '../helpers/changes.ts';
import { run } from './run.ts';

test('a refusal that may mean that it was done already stays open once the run has stopped', async () => {
  const { outcomes } = await run(
    [suspend('a@x.org'), suspend('b@x.org')],
    {
      [idOf('a@x.org')]: { kind: 'throws', error: new UnavailableError('dropbox_unavailable', 'Down.') },
      [idOf('b@x.org')]: { kind: 'refused', code: 'suspend_inactive_user' },
    },
    { concurrency: 2 },
  );
  expect(outcomes).toEqual({
    'suspend:a@x.org': 'failed dropbox_unavailable',
    'suspend:b@x.org': 'unknown suspend_inactive_user',
  });
});
