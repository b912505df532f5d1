import { describe, expect, test } from 'vitest';
import { copyCode, logIn } from '../../helpers/browser.ts';
import { isStored, place } from './place.ts';

describe('a code that is pasted', () => {
  test('is read from a line of standard input', async () => {
    const at = await place();
    let stdin: NodeJS.WritableStream | null = null;
    const ran = await logIn(at.here, ['--paste'], {
      env: at.env,
      onStart: (child) => {
        stdin = child.stdin;
        // The end of input is an answer too, so it is kept open until there is a code.
        if (child.stdin !== null) child.stdin.end = () => child.stdin as never;
      },
      visit: async (page) => {
        expect(page.searchParams.has('redirect_uri')).toBe(false);
        stdin?.write(`${await copyCode(page)}\n`);
      },
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('Authorized for Rehearsal');
  });

  test('and never comes ends with 5', async () => {
    const at = await place();
    const ran = await at.run('auth', 'dropbox', '--paste');
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('No code was given');
    expect(await isStored(at)).toBe(false);
  });
});
