import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runHoldAdd, type HoldAddInput } from '../../../src/commands/hold/add.ts';
import { runHoldList } from '../../../src/commands/hold/list.ts';
import { runHoldRemove } from '../../../src/commands/hold/remove.ts';
import { readHolds, writeHolds, type StoredHold } from '../../../src/state/holds.ts';
import { teamFolder } from '../../../src/state/team-folder.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { TEAM } from '../../state/run-values.ts';
import { place, type Place } from '../history/place.ts';

/** The clock of these contexts. */
const NOW = '2026-03-02T10:00:00.000Z';
const BUDGET = { retryBudget: 0 };
const OLD = '2026-01-01T00:00:00.000Z';

const hold = (email: string, fields: Partial<StoredHold> = {}): StoredHold => ({
  email,
  since: OLD,
  until: null,
  why: 'Legal',
  ...fields,
});

async function withHolds(...holds: StoredHold[]): Promise<Place> {
  const here = await place();
  await writeHolds(here.state, TEAM, holds);
  return here;
}

const add = (
  here: Place,
  emails: string[],
  fields: Partial<HoldAddInput> = {},
): ReturnType<typeof runHoldAdd> =>
  runHoldAdd(here.context(), { emails, why: 'Leave', ...BUDGET, ...fields });

describe('hold add', () => {
  test('puts people on hold for that team, and ends with all who are', async () => {
    const here = await withHolds(hold('zoe@example.com'));
    const { data, text, exitCode } = await add(here, ['Ben@example.com'], { until: '2026-12-24' });
    const ben = { email: 'ben@example.com', since: NOW, until: '2026-12-25T00:00:00.000Z', why: 'Leave' };
    expect(exitCode).toBe(0);
    expect(data).toEqual({ holds: [ben, hold('zoe@example.com')] });
    expect(text).toContain('ben@example.com');
    expect(await readHolds(here.state, TEAM, new Date(NOW))).toEqual([ben, hold('zoe@example.com')]);
  });

  test('again replaces the hold of that person', async () => {
    const here = await withHolds(hold('ben@example.com', { until: '2026-12-25T00:00:00.000Z' }));
    const { data } = await add(here, ['ben@example.com', 'BEN@example.com']);
    expect(data).toEqual({ holds: [hold('ben@example.com', { since: NOW, why: 'Leave' })] });
  });

  test('drops holds that have expired from the file', async () => {
    const here = await withHolds(hold('old@example.com', { until: OLD }));
    await add(here, ['ben@example.com']);
    const file = await readFile(join(teamFolder(here.state, TEAM), 'holds.json'), 'utf8');
    expect(file).not.toContain('old@example.com');
  });

  test.each([
    [{ emails: ['ben'] }, 'invalid_email'],
    [{ why: '' }, 'invalid_why'],
    [{ until: '2026-03-01' }, 'invalid_until'],
  ])('with %j changes nothing', async (wrong, code) => {
    const here = await withHolds(hold('zoe@example.com'));
    const error = await refusalOf(() => add(here, ['ben@example.com'], wrong));
    expect(error).toMatchObject({ code, exitCode: 7 });
    expect(await readHolds(here.state, TEAM, new Date(NOW))).toEqual([hold('zoe@example.com')]);
  });

  test('many at once lose nobody', async () => {
    const here = await place();
    const people = Array.from({ length: 8 }, (_, index) => `p${String(index)}@example.com`);
    const now = (): Date => new Date();
    const sleep = async (milliseconds: number): Promise<void> => {
      await wait(milliseconds);
    };
    await Promise.all(
      people.map((email) =>
        runHoldAdd(here.context({}, { now, sleep }), { emails: [email], why: 'Leave', ...BUDGET }),
      ),
    );
    const held = await readHolds(here.state, TEAM, now());
    expect(held.map(({ email }) => email)).toEqual(people);
  });

  test('without any credential nobody knows which team: exit 5', async () => {
    const here = await place(null);
    expect(await refusalOf(() => add(here, ['ben@example.com']))).toMatchObject({ exitCode: 5 });
  });
});

describe('hold list', () => {
  test('lists who is on hold now', async () => {
    const here = await withHolds(hold('ben@example.com'), hold('old@example.com', { until: OLD }));
    const { data } = await runHoldList(here.context(), BUDGET);
    expect(data).toEqual({ holds: [hold('ben@example.com')] });
  });

  test('says that nobody is', async () => {
    const here = await place();
    const { data, text } = await runHoldList(here.context(), BUDGET);
    expect(data).toEqual({ holds: [] });
    expect(text).toBe('Nobody is on hold.\n');
  });
});

describe('hold remove', () => {
  test('takes people off hold, and ends with who is left', async () => {
    const here = await withHolds(hold('ben@example.com'), hold('zoe@example.com'));
    const { data } = await runHoldRemove(here.context(), { emails: ['BEN@example.com'], ...BUDGET });
    expect(data).toEqual({ holds: [hold('zoe@example.com')] });
    expect(await readHolds(here.state, TEAM, new Date(NOW))).toEqual([hold('zoe@example.com')]);
  });

  test('of somebody who is not on hold changes nothing and names ten who are', async () => {
    const people = Array.from({ length: 11 }, (_, index) => `p${String(index + 10)}@example.com`);
    const here = await withHolds(...people.map((email) => hold(email)));
    const emails = ['p10@example.com', 'ana@example.com'];
    const error = await refusalOf(() => runHoldRemove(here.context(), { emails, ...BUDGET }));
    expect(error).toMatchObject({
      code: 'not_on_hold',
      exitCode: 7,
      details: { emails: ['ana@example.com'], held: people.slice(0, 10) },
    });
    expect(error.message).toContain('p19@example.com, …');
    expect(await readHolds(here.state, TEAM, new Date(NOW))).toHaveLength(11);
  });

  test('where nobody is on hold says so', async () => {
    const here = await place();
    const emails = ['ana@example.com', 'ben@example.com'];
    const error = await refusalOf(() => runHoldRemove(here.context(), { emails, ...BUDGET }));
    expect(error.message).toBe('ana@example.com, ben@example.com are not on hold. Nobody is.');
  });

  test('of somebody whose hold has expired is the same', async () => {
    const here = await withHolds(hold('old@example.com', { until: OLD }));
    const emails = ['old@example.com'];
    expect(await refusalOf(() => runHoldRemove(here.context(), { emails, ...BUDGET }))).toMatchObject({
      code: 'not_on_hold',
    });
  });
});
