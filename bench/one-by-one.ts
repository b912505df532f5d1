import { Dropbox } from 'dropbox';
import type { OneByOneOptions, OneByOneTimes } from './protocol.ts';

/** The script that people write instead: the official SDK, one person a call, one call after the other. */
async function run({ url, provision, suspend, remove }: OneByOneOptions): Promise<OneByOneTimes> {
  const client = new Dropbox({
    accessToken: 'measured',
    fetch: (input: string, init: RequestInit) =>
      fetch(input.replace('https://api.dropboxapi.com', url), init),
  });
  const began = performance.now();
  for (const email of provision) await client.teamMembersAddV2({ new_members: [{ member_email: email }] });
  const provisioned = performance.now();
  for (const email of suspend)
    await client.teamMembersSuspend({ user: { '.tag': 'email', email }, wipe_data: false });
  const suspended = performance.now();
  for (const email of remove)
    await client.teamMembersRemove({ user: { '.tag': 'email', email }, wipe_data: false });
  const removed = performance.now();
  return { provision: provisioned - began, suspend: suspended - provisioned, remove: removed - suspended };
}

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '') as OneByOneOptions)));
