import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readEmails } from '../../../src/commands/member/read-emails.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { refusalOf } from '../../settings/refusal.ts';

/** No time is named. */
const FOREVER = 0;

const read = (typed: string[], piped: string | string[] = ''): Promise<string[]> => {
  const parts = typeof piped === 'string' ? [Buffer.from(piped)] : piped;
  return readEmails(contextWith({}, outsideWith({ stdin: Readable.from(parts) })), typed, FOREVER);
};

test('addresses that were typed are read as they are, and nothing else is', async () => {
  expect(await read(['Ana@Example.com', 'ben@example.com', 'ana@example.com'], 'cy@example.com')).toEqual([
    'ana@example.com',
    'ben@example.com',
  ]);
});

describe('- reads them from standard input', () => {
  test.each([
    ['lines', 'a@x.org\nb@x.org\n'],
    ['lines of another system', 'a@x.org\r\nb@x.org'],
    ['commas', 'a@x.org, b@x.org'],
    ['semicolons', 'a@x.org;b@x.org;'],
    ['spaces and blank lines', '\n\n  a@x.org  b@x.org \n'],
    ['two parts', ['a@x.o', 'rg\nb@x.org']],
  ])('with %s between them', async (_what, text) => {
    expect(await read(['-'], text)).toEqual(['a@x.org', 'b@x.org']);
  });

  test('beside those that were typed, each once', async () => {
    expect(await read(['z@x.org', '-', 'a@x.org'], 'A@x.org b@x.org')).toEqual([
      'z@x.org',
      'a@x.org',
      'b@x.org',
    ]);
  });

  test('and refuses what is none', async () => {
    expect(await refusalOf(() => read(['-'], 'email\na@x.org'))).toMatchObject({
      code: 'invalid_email',
      details: { emails: ['email'] },
    });
  });

  test.each(['', ' \n\n', ';,'])('and refuses an input without any: %j', async (text) => {
    expect(await refusalOf(() => read(['-'], text))).toMatchObject({ code: 'no_emails', exitCode: 7 });
  });

  test('and does not go on reading what can be no list of people', async () => {
    let parts = 0;
    function* endless(): Generator<string> {
      for (;;) {
        parts += 1;
        yield 'a@x.org\n'.repeat(10_000);
      }
    }
    const context = contextWith({}, outsideWith({ stdin: Readable.from(endless()) }));
    expect(await refusalOf(() => readEmails(context, ['-'], FOREVER))).toMatchObject({
      code: 'too_many_emails',
      exitCode: 7,
    });
    expect(parts).toBeLessThan(100);
  });

  test('and gives a pipe up that stays open without another word', async () => {
    const stdin = new PassThrough();
    stdin.write('a@x.org\n');
    const context = contextWith({}, outsideWith({ stdin }));
    const error = await refusalOf(() => readEmails(context, ['-'], 90_500));
    expect(error).toMatchObject({ code: 'emails_stalled', exitCode: 7 });
    expect(error.message).toContain('nothing came for 90.5 seconds');
  });

  test('but waits for nobody at a terminal', async () => {
    const context = contextWith({}, outsideWith({ terminal: 80 }));
    const error = await refusalOf(() => readEmails(context, ['-'], FOREVER));
    expect(error).toMatchObject({ code: 'usage', exitCode: 7 });
    expect(error.hint).toContain('| teamsync member suspend -');
  });
});
