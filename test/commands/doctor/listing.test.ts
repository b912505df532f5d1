import { expect, test } from 'vitest';
import { checkListing } from '../../../src/commands/doctor/listing.ts';
import { ForbiddenError, UnauthorizedError, UnavailableError } from '../../../src/errors.ts';
import { actualWith, asked } from './asked.ts';

const of = (complete: boolean, listed: number, counted: number) =>
  actualWith({ listing: { complete, listed, counted } });

test('a complete listing in the largest pages is fine', () => {
  expect(checkListing(asked({ actual: of(true, 41, 41) }))).toMatchObject({
    status: 'ok',
    message: 'All 41 members are listed, in pages of 1000.',
  });
});

test('one that takes small pages is a warning', () => {
  const finding = checkListing(asked({ actual: of(true, 41, 41), smallPages: true }));
  expect(finding).toMatchObject({
    status: 'warning',
    message: 'All 41 members are listed, in pages of 200.',
  });
});

test('one that lacks somebody is a warning that says what follows', () => {
  const finding = checkListing(asked({ actual: of(false, 40, 41), smallPages: true }));
  expect(finding?.status).toBe('warning');
  expect(finding?.message).toContain('lists 40 members and counts 41, so runs suspend and remove nobody');
});

test('one that is of no use fails with 8', () => {
  const error = new UnavailableError('listing_empty', 'Nobody.');
  expect(checkListing(asked({ actual: null, error }))).toMatchObject({ status: 'failed', error });
});

test('what kept the token from being renewed says nothing of the listing', () => {
  const error = new UnavailableError('dropbox_unavailable', 'No new token.');
  expect(checkListing(asked({ renewal: 'unknown', actual: null, error }))).toBeNull();
});

test.each([new UnauthorizedError('x', 'Revoked.'), new ForbiddenError('missing_scope', 'No scope.'), null])(
  'where nobody was asked for it (%s) nothing is said',
  (error) => {
    expect(checkListing(asked({ actual: null, error }))).toBeNull();
  },
);
