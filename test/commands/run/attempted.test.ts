import { describe, expect, test } from 'vitest';
import { done, type Context, type Outcome } from '../../../src/commands/context.ts';
import { attempted } from '../../../src/commands/run/attempted.ts';
import { RailError, UnauthorizedError } from '../../../src/errors.ts';
import { readAttempt } from '../../../src/state/attempts.ts';
import { startFakeDropbox, type Reply } from '../../helpers/fake-dropbox.ts';
import { place } from '../history/place.ts';

const RUN = { command: 'reconcile', dryRun: false };
const refusal = new RailError('too_many_deprovisions', 'It would remove 9.');
const refused: Outcome = { ...done({}, ''), exitCode: 3, error: refusal };
const dead = new UnauthorizedError('not_authorized', 'No Dropbox team is authorized.');

/** A context whose webhook answers like this, and how often it was called. */
async function withHook(reply: Reply = { text: 'ok' }): Promise<{ context: Context; calls: () => number }> {
  const fake = await startFakeDropbox({ '/hook': reply });
  const here = await place();
  const env = { TEAMSYNC_WEBHOOK_URL: `${fake.origin}/hook` };
  return { context: here.context({}, { env }), calls: () => fake.seen.length };
}

const kept = ({ folders }: Context) => readAttempt(folders.state, 'default');

test('an attempt is kept, told and ends as it did', async () => {
  const { context, calls } = await withHook();
  expect(await attempted(context, RUN, () => Promise.resolve(refused))).toEqual(refused);
  expect(await kept(context)).toMatchObject({ exitCode: 3, code: 'too_many_deprovisions' });
  expect(calls()).toBe(1);
});

test('a dry run is neither kept nor told, and needs no webhook that can be used', async () => {
  const here = await place();
  const context = here.context({}, { env: { TEAMSYNC_WEBHOOK_URL: 'http://hooks.example.com/' } });
  expect(await attempted(context, { ...RUN, dryRun: true }, () => Promise.resolve(refused))).toBe(refused);
  expect(await kept(context)).toBeNull();
});

describe('an attempt that never comes to a run', () => {
  test('is kept and told, and throws what it threw', async () => {
    const { context, calls } = await withHook();
    await expect(attempted(context, RUN, () => Promise.reject(dead))).rejects.toBe(dead);
    expect(await kept(context)).toMatchObject({ exitCode: 5, code: 'not_authorized' });
    expect(calls()).toBe(1);
  });

  test('is kept and told also when nobody expected that', async () => {
    const { context, calls } = await withHook();
    const odd = new TypeError('x is not a function');
    await expect(attempted(context, RUN, () => Promise.reject(odd))).rejects.toBe(odd);
    expect(await kept(context)).toMatchObject({ exitCode: 1, code: 'unexpected' });
    expect(calls()).toBe(1);
  });

  test('does not even begin when nobody could be told of it', async () => {
    const here = await place();
    const context = here.context({}, { env: { TEAMSYNC_WEBHOOK_URL: 'http://hooks.example.com/' } });
    let begun = false;
    const work = (): Promise<Outcome> => {
      begun = true;
      return Promise.resolve(refused);
    };
    await expect(attempted(context, RUN, work)).rejects.toMatchObject({ exitCode: 7, code: 'insecure_url' });
    expect(begun).toBe(false);
    expect(await kept(context)).toMatchObject({ exitCode: 7 });
  });
});

describe('a message that does not arrive', () => {
  test('is one more warning of the run', async () => {
    const { context } = await withHook({ status: 410, text: '' });
    const warned = { ...refused, warnings: [{ code: 'odd', message: 'Odd.' }] };
    const outcome = await attempted(context, RUN, () => Promise.resolve(warned));
    expect(outcome).toMatchObject({ exitCode: 3, error: refusal });
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['odd', 'webhook_failed']);
  });

  test('leaves the error that there was', async () => {
    const { context } = await withHook({ status: 410, text: '' });
    const outcome = await attempted(context, RUN, () => Promise.reject(dead));
    expect(outcome).toMatchObject({ exitCode: 5, error: dead, data: {} });
    expect(outcome.warnings.map(({ code }) => code)).toEqual(['webhook_failed']);
  });
});
