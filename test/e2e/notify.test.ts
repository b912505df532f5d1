import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { install, type Installation, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';
import { everyFile, findSecrets } from '../helpers/secrets.ts';

const ROSTER = 'fixtures/roster.csv';
/** What makes an address a key; every file of a rehearsal names this machine. */
const PATH = '/services/T0123456/B0123456/SENTINEL-key-0123456789abcdef';

/** A channel that keeps what it is told, and answers with this status. */
interface Channel {
  env: Record<string, string>;
  messages: string[];
}

async function channel(status = 200): Promise<Channel> {
  const messages: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      messages.push((JSON.parse(body) as { text: string }).text);
      response.writeHead(status).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${PATH}`;
  return { env: { TEAMSYNC_WEBHOOK_URL: url }, messages };
}

/** Expects the address in nothing that was printed or written. */
async function expectSilence(here: Installation, ...all: Ran[]): Promise<void> {
  const secrets = new Map([[PATH, 'the webhook']]);
  const files = await everyFile(here.folder, []);
  const texts = [...all.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files.map((file) => file.text)];
  expect(texts.flatMap((each) => findSecrets(each, secrets))).toEqual([]);
}

test('a run that changed the team, its refusal and its failure are told as the settings want', async () => {
  const [here, hook] = [await install(), await channel()];
  const { env, messages } = hook;
  await here.run(['settings', 'set', 'notify.on=["failure","refusal","change"]', '--sandbox']);
  const run = (...args: string[]): Promise<Ran> => here.run([...args, '--sandbox', '--verbose'], { env });

  const shown = await run('reconcile', ROSTER, '--dry-run');
  expect(messages).toEqual([]);

  const refused = await run('reconcile', ROSTER, '--yes', '--max-deprovisions', '0', '--json');
  expect(refused.exitCode).toBe(3);
  const changed = await run('reconcile', ROSTER, '--yes', '--json');
  expect(changed.exitCode).toBe(0);
  const nothing = await run('reconcile', ROSTER, '--yes');
  const failed = await run('reconcile', 'nowhere.csv', '--yes');
  const undone = await run('undo', String(dataOf(changed)['runId']), '--yes', '--max-deprovisions', '3');
  const member = await run('member', 'suspend', 'nobody@example.com', '--yes');
  expect([nothing, failed, undone, member].map(({ exitCode }) => exitCode)).toEqual([0, 7, 0, 7]);

  expect(messages.map((message) => message.split('\n')[0])).toEqual([
    expect.stringMatching(/^teamsync reconcile --sandbox: refused by a safety rail \(exit code 3, /),
    'teamsync reconcile --sandbox: done (exit code 0)',
    expect.stringMatching(/^teamsync reconcile --sandbox: failed \(exit code 7, /),
    'teamsync undo --sandbox: done (exit code 0)',
    expect.stringMatching(/^teamsync member suspend --sandbox: failed \(exit code 7, /),
  ]);
  expect(messages[1]).toContain('Done: 8 of 8 changes; blocked: 0; left alone: ');
  expect(messages[1]).toContain(`Run: ${String(dataOf(changed)['runId'])}`);
  expect(messages[1]).toContain(`Next: teamsync history show ${String(dataOf(changed)['runId'])} --sandbox`);
  await expectSilence(here, shown, refused, changed, nothing, failed, undone, member);
});

test('a plan that is applied is told of as its settings want', async () => {
  const [here, hook] = [await install(), await channel()];
  const plan = `${here.folder}/plan.json`;
  await here.run(['settings', 'set', 'notify.on=["change"]', '--sandbox']);
  await here.run(['plan', ROSTER, '--out', plan, '--sandbox'], { env: hook.env });
  await here.run(['settings', 'unset', 'notify.on', '--sandbox']);
  expect(hook.messages).toEqual([]);
  const applied = await here.run(['apply', plan, '--yes', '--sandbox'], { env: hook.env });
  expect(applied.exitCode).toBe(0);
  expect(hook.messages).toHaveLength(1);
  expect(hook.messages[0]).toContain('teamsync apply --sandbox: done');
  await expectSilence(here, applied);
});

test('a webhook that fails changes nothing but one warning', async () => {
  const [here, hook] = [await install(), await channel(500)];
  const args = ['reconcile', 'nowhere.csv', '--yes', '--sandbox', '--json'];
  const plain = await here.run(args);
  const ran = await here.run(args, { env: hook.env });
  expect(ran.exitCode).toBe(plain.exitCode);
  expect(documentOf(ran)).toEqual({
    ...documentOf(plain),
    warnings: [
      { code: 'webhook_failed', message: 'The notification about this run was not sent: status 500.' },
    ],
  });
  expect(hook.messages).toHaveLength(2);
  await expectSilence(here, ran);
});

test('an address that is neither https nor on this machine is refused before anything begins', async () => {
  const here = await install();
  const env = { TEAMSYNC_WEBHOOK_URL: `http://hooks.example.com${PATH}` };
  const ran = await here.run(['reconcile', ROSTER, '--yes', '--sandbox'], { env });
  expect([ran.exitCode, ran.stdout]).toEqual([7, '']);
  await expectSilence(here, ran);
});
