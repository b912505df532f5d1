import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { obtainTokens, place } from './place.ts';
import { LOGOUT, STATUS, expectSilence } from './silence.ts';

describe('a profile file whose credentials', () => {
  test.each<[string, (secrets: { refresh: string; appSecret: string }) => string]>([
    [
      'are cut short',
      ({ refresh, appSecret }) =>
        JSON.stringify({ credentials: { version: 1, appSecret, refreshToken: refresh } }).slice(0, -20),
    ],
    ['lack their quotes', ({ refresh }) => `{"credentials": {"refreshToken": ${refresh}}}`],
    ['are a bare word', ({ refresh }) => refresh],
    ['are one text', ({ refresh }) => JSON.stringify({ credentials: refresh })],
    [
      'have another form',
      ({ refresh, appSecret }) =>
        JSON.stringify({
          credentials: {
            version: 1,
            appKey: 'k',
            appSecret,
            login: { refreshToken: [refresh], store: refresh },
          },
        }),
    ],
  ])('%s is refused without a word of them', async (_name, content) => {
    const at = await place();
    const { refresh } = await obtainTokens(at);
    await writeFile(at.profile, content({ refresh, appSecret: at.sandbox.appSecret }), { mode: 0o600 });
    const exitCodes = await expectSilence(
      at,
      [STATUS, 'auth token --show-refresh-token --yes --verbose', 'settings set --provision --verbose'],
      [LOGOUT],
    );
    expect(exitCodes).toMatchObject({ [STATUS]: 7, 'auth token --show-refresh-token --yes --verbose': 7 });
  });
});
