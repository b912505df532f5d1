import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { done, type Outcome } from '../../../src/commands/context.ts';
import { notify, type Subject } from '../../../src/commands/notify/notify.ts';
import { RailError, UnauthorizedError, type TeamsyncError } from '../../../src/errors.ts';
import { settingsSchema } from '../../../src/settings/schema.ts';
import { startFakeDropbox, type Reply } from '../../helpers/fake-dropbox.ts';
import { place, type Place } from '../history/place.ts';

const KEY = '/services/T0000/B0000/SENTINEL-0123456789';
const SUBJECT: Subject = { command: 'reconcile' };

const ended = (error: TeamsyncError): Outcome => ({ ...done({}, ''), exitCode: error.exitCode, error });
const REFUSED = ended(new RailError('too_many_deprovisions', 'It would remove 9.'));
const FAILED = ended(new UnauthorizedError('not_authorized', 'No Dropbox team is authorized.'));

async function told(
  outcome: Outcome,
  {
    here,
    reply = { text: 'ok' },
    subject = SUBJECT,
    env = {},
    signal = new AbortController().signal,
  }: {
    here?: Place;
    reply?: Reply;
    subject?: Subject;
    env?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
) {
  const fake = await startFakeDropbox({ [KEY]: reply });
  const at = here ?? (await place());
  const variables = { TEAMSYNC_WEBHOOK_URL: `${fake.origin}${KEY}`, ...env };
  const warnings = await notify(at.context({}, { env: variables, signal }), subject, outcome);
  return { warnings, messages: fake.seen.map(({ body }) => (body as { text: string }).text) };
}

test.each([
  ['a failure', FAILED, 'failed (exit code 5, not_authorized)'],
  ['a refusal', REFUSED, 'refused by a safety rail'],
])('%s is told by default, with the team that the login is for', async (_name, outcome, words) => {
  const { warnings, messages } = await told(outcome);
  expect(warnings).toEqual([]);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain(words);
  expect(messages[0]).toContain('Team: Acme (');
});

test('nothing is told of a run that went well, or without a webhook that can be used', async () => {
  expect((await told(done({}, ''))).messages).toEqual([]);
  expect(await told(FAILED, { env: { TEAMSYNC_WEBHOOK_URL: '' } })).toEqual({ warnings: [], messages: [] });
  const insecure = { TEAMSYNC_WEBHOOK_URL: 'http://hooks.example.com/' };
  expect(await told(FAILED, { env: insecure })).toEqual({ warnings: [], messages: [] });
});

describe('what is told of is what notify.on names', () => {
  test('in the stored settings', async () => {
    const here = await place(null);
    const stored = { settings: { notify: { on: ['refusal'] } } };
    await writeFile(join(here.config, 'default.json'), JSON.stringify(stored), { mode: 0o600 });
    expect((await told(FAILED, { here })).messages).toEqual([]);
    expect((await told(REFUSED, { here })).messages).toHaveLength(1);
  });

  test('in the settings of the run where it brought some', async () => {
    const settings = settingsSchema.parse({ notify: { on: ['failure'] } });
    const subject = { ...SUBJECT, settings: () => Promise.resolve(settings) };
    expect((await told(REFUSED, { subject })).messages).toEqual([]);
    expect((await told(FAILED, { subject })).messages).toHaveLength(1);
  });

  test('or the default where they cannot be read, which is a failure to tell of', async () => {
    const here = await place(null);
    await writeFile(join(here.config, 'default.json'), '{', { mode: 0o600 });
    const { messages } = await told(FAILED, { here });
    expect(messages[0]).toContain('Team: not known');
  });
});

describe('a message that does not arrive is a warning without its address', () => {
  test.each<[string, Reply, string]>([
    ['a refusal', { status: 404, text: 'no_team' }, 'status 404'],
    ['a redirect', { status: 302, headers: { location: 'https://example.com/' }, text: '' }, 'status 302'],
  ])('%s', async (_name, reply, reason) => {
    const { warnings } = await told(FAILED, { reply });
    expect(warnings).toEqual([
      { code: 'webhook_failed', message: `The notification about this run was not sent: ${reason}.` },
    ]);
    expect(JSON.stringify(warnings)).not.toMatch(/SENTINEL|127\.0\.0\.1/);
  });

  test('a proxy that is none', async () => {
    const env = { TEAMSYNC_WEBHOOK_URL: 'https://hooks.example.com/SENTINEL', HTTPS_PROXY: 'nonsense' };
    const { warnings } = await told(FAILED, { env });
    expect(warnings).toMatchObject([
      { code: 'webhook_failed', message: expect.stringContaining('bad_proxy') as string },
    ]);
  });
});

test('a run that was interrupted may still tell what it did', async () => {
  const { warnings, messages } = await told(FAILED, { signal: AbortSignal.abort('SIGTERM') });
  expect([warnings, messages.length]).toEqual([[], 1]);
});
