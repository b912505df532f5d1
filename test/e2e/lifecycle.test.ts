import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rehearse, type Answer, type Rehearsal } from '../helpers/rehearsal.ts';
import type { SandboxData } from '../helpers/documents.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'lifecycle');

interface RunData {
  runId: string;
  changes: { id: string; status: string; options: Record<string, unknown>; after: unknown }[];
  blocked: { action: string; email: string; code: string; until: string | null }[];
  kept: { action: string; email: string; code: string; until: string | null }[];
  verified: boolean | null;
  differences: string[];
}

/** Runs a fixture of this name, planned (`--dry-run`) or applied. */
function reconcile(here: Rehearsal, name: string, options = '--dry-run'): Promise<Answer<RunData>> {
  const roster = join(FIXTURES, `${name}.csv`);
  return here.ask(`reconcile ${roster} --settings ${join(FIXTURES, `${name}.json`)} ${options}`);
}

/** What is planned, blocked and kept, as short lines; people whom the roster does not name are left out. */
function linesOf({ data }: Answer<RunData>): string[] {
  const kept = data.kept.filter(({ code }) => code !== 'unlisted_reported');
  return [
    ...data.changes.map(({ id }) => id),
    ...data.blocked.map(({ action, email, code }) => `blocked ${action} ${email} ${code}`),
    ...kept.map(({ action, email, code }) => `kept ${action} ${email} ${code}`),
  ].map((line) => line.replaceAll('@example.com', ''));
}

async function countersOf(here: Rehearsal): Promise<SandboxData['counters']> {
  return (await here.ask<SandboxData>('sandbox show')).data.counters;
}

const EXAMPLES: [string, string[]][] = [
  ['return', ['recover:femi.adeyemi', 'provision:marta.silva']],
  [
    'seats',
    [
      'provision:new.one',
      'provision:new.two',
      'provision:new.three',
      'provision:new.four',
      'provision:new.boss',
      'deprovision:greta.lind',
      'provision:new.five',
      'blocked provision new.six no_licence',
    ],
  ],
  ['rename', ['update:carla.weber', 'update:kofi.m', 'update:kofi.mensah', 'update:lena.berg']],
  [
    'transfer',
    [
      'deprovision:greta.lind',
      'deprovision:iris.chen',
      'blocked deprovision pavel.novak transfer_recipient_unknown',
    ],
  ],
  ['staged', ['deprovision:ana.lopez', 'deprovision:elif.kaya']],
  [
    'groups',
    [
      'recover:femi.adeyemi',
      'group_add:ben.okafor:Sales',
      'group_add:hugo.martin:Support',
      'group_add:iris.chen:Engineering',
      'group_add:iris.chen:Support',
      'group_add:femi.adeyemi:Support',
      'group_remove:ben.okafor:Engineering',
      'group_remove:greta.lind:Sales',
    ],
  ],
  ['roles', ['set_role:ana.lopez', 'set_role:henrik.dahl', 'kept set_role olivia.brandt protected']],
];

describe('the examples', () => {
  test.each(EXAMPLES)('%s plans what its page says', async (name, lines) => {
    const here = await rehearse();
    expect(linesOf(await reconcile(here, name))).toEqual(lines);
  });

  test.each(EXAMPLES)('%s, once applied, leaves only what it holds back', async (name, lines) => {
    const here = await rehearse();
    const applied = await reconcile(here, name, '--yes');
    expect(applied.data.changes.map(({ status }) => status)).toEqual(
      applied.data.changes.map(() => 'applied'),
    );
    expect(applied.data).toMatchObject({ verified: true, differences: [] });
    const held = lines.filter((line) => line.startsWith('blocked') || line.startsWith('kept'));
    const waits = name === 'staged' ? ['kept deprovision ana.lopez waiting_for_removal'] : [];
    expect(linesOf(await reconcile(here, name))).toEqual([...held, ...waits]);
  });

  test('windows keep removals until the next opening', async () => {
    const here = await rehearse();
    // Saturday.
    here.later(5);
    const { data } = await reconcile(here, 'windows');
    expect(data.changes).toEqual([]);
    const waiting = data.kept.filter(({ code }) => code === 'outside_window');
    expect(waiting.map(({ until }) => until)).toEqual(['2026-03-09T07:00:00Z', '2026-03-09T07:00:00Z']);
  });
});

describe('a staged removal', () => {
  test('suspends, waits for the days that Dropbox counts, and removes', async () => {
    const here = await rehearse();
    await reconcile(here, 'staged', '--yes');
    here.later(9);
    const waiting = await reconcile(here, 'staged', '--yes');
    expect(linesOf(waiting)).toEqual(['kept deprovision ana.lopez waiting_for_removal']);
    expect(waiting.exitCode).toBe(0);
    here.later(1);
    const due = await reconcile(here, 'staged', '--yes');
    expect(linesOf(due)).toEqual(['deprovision:ana.lopez']);
    expect(due.data.changes[0]?.options).toMatchObject({ method: 'remove' });
    expect((await here.members())['ana.lopez@example.com']).toBeUndefined();
  });

  test('ends when the person is assigned again, with nothing wiped', async () => {
    const here = await rehearse();
    await reconcile(here, 'staged', '--yes');
    const back = await here.write('back.csv', [
      'email,external_id,status',
      'ana.lopez@example.com,E03,active',
    ]);
    const settings = join(FIXTURES, 'staged.json');
    const answer = await here.ask<RunData>(`reconcile ${back} --settings ${settings} --accept-roster --yes`);
    expect(answer.data.changes.map(({ id }) => id)).toEqual(['unsuspend:ana.lopez@example.com']);
    expect(await countersOf(here)).toMatchObject({ wipesRequested: [] });
    expect((await here.members())['ana.lopez@example.com']).toMatch(/^active/);
  });
});

describe('coming back', () => {
  const HEADER = 'email,external_id,status';
  const STAYS = 'olivia.brandt@example.com,E01,active';
  const off = 'deprovision.unlisted=report';

  async function removeIris(here: Rehearsal): Promise<void> {
    await here.run(`settings set ${off}`);
    const gone = await here.write('gone.csv', [HEADER, STAYS, 'iris.chen@example.com,,unassigned']);
    const { exitCode } = await here.run(`reconcile ${gone} --yes`);
    expect(exitCode).toBe(0);
  }

  test('works although Dropbox has altered the address of the removed account', async () => {
    const here = await rehearse();
    await removeIris(here);
    await here.alter('iris.chen@example.com', { email: 'iris.chen.disabled-1@example.com' });
    const back = await here.write('back.csv', [HEADER, STAYS, 'iris.chen@example.com,,active']);
    const { data } = await here.ask<RunData>(`reconcile ${back} --accept-roster --dry-run`);
    expect(data.changes.map(({ id }) => id)).toEqual(['recover:iris.chen@example.com']);
  });

  test('with recover turned off is blocked until the date that is known from the removal', async () => {
    const here = await rehearse();
    await removeIris(here);
    await here.run('settings set provision.recover=false');
    const back = await here.write('back.csv', [HEADER, STAYS, 'iris.chen@example.com,,active']);
    const { data } = await here.ask<RunData>(`reconcile ${back} --accept-roster --dry-run`);
    expect(data.blocked).toMatchObject([{ code: 'recoverable_until', until: '2026-03-09T10:02:00Z' }]);
    here.later(7);
    const later = await here.ask<RunData>(`reconcile ${back} --accept-roster --dry-run`);
    expect(later.data.changes.map(({ id }) => id)).toEqual(['provision:iris.chen@example.com']);
  });
});

describe('an invitation', () => {
  test('that was pending before anything was known is not reminded of, the next steps are, each once', async () => {
    const here = await rehearse();
    expect(linesOf(await reconcile(here, 'invitations', '--yes'))).toEqual([]);
    here.later(4);
    const second = await reconcile(here, 'invitations', '--yes');
    expect(linesOf(second)).toEqual(['invite:hugo.martin']);
    expect(second.data.changes[0]).toMatchObject({ status: 'applied', options: { afterDays: 7 } });
    expect(linesOf(await reconcile(here, 'invitations', '--yes'))).toEqual([]);
    expect((await countersOf(here)).mailsSent).toEqual(['hugo.martin@example.com']);
  });

  test('that nobody accepts is withdrawn, and comes again only with a changed row', async () => {
    const here = await rehearse();
    await reconcile(here, 'invitations', '--yes');
    here.later(30);
    const withdrawn = await reconcile(here, 'invitations', '--yes');
    expect(linesOf(withdrawn)).toEqual(['deprovision:hugo.martin']);
    expect(withdrawn.data.verified).toBe(true);
    await here.run('settings set deprovision.unlisted=report');
    const same = await here.write('same.csv', [
      'email,first_name,last_name,external_id',
      'hugo.martin@example.com,Hugo,Martin,E10',
    ]);
    const kept = await here.ask<RunData>(`reconcile ${same} --dry-run`);
    expect(linesOf(kept)).toEqual(['kept provision hugo.martin invitation_cancelled']);
    const changed = await here.write('changed.csv', [
      'email,first_name,last_name,external_id',
      'hugo.martin@example.com,Hugo,Martin-Weber,E10',
    ]);
    const again = await here.ask<RunData>(`reconcile ${changed} --dry-run`);
    expect(linesOf(again)).toEqual(['provision:hugo.martin']);
  });

  test('that was withdrawn is sent again by name, and the roster goes on from there', async () => {
    const here = await rehearse();
    await reconcile(here, 'invitations', '--yes');
    here.later(30);
    await reconcile(here, 'invitations', '--yes');
    const asked = await here.ask<RunData>('member provision hugo.martin@example.com --yes');
    expect(asked).toMatchObject({ exitCode: 0, data: { verified: true } });
    expect(linesOf(await reconcile(here, 'invitations'))).toEqual(['update:hugo.martin']);
  });
});

test('what groups and roles a run gave and took comes back with its undo', async () => {
  const here = await rehearse();
  for (const name of ['groups', 'roles']) {
    const { data } = await reconcile(here, name, '--yes --accept-roster');
    const undone = await here.ask<RunData>(`undo ${data.runId} --yes`);
    expect(undone).toMatchObject({ exitCode: 0, data: { verified: true } });
  }
  expect(linesOf(await reconcile(here, 'groups'))).toEqual(EXAMPLES[5]?.[1]);
  expect(linesOf(await reconcile(here, 'roles', '--dry-run --accept-roster'))).toEqual(EXAMPLES[6]?.[1]);
});

test('files of somebody removed earlier move by name, once', async () => {
  const here = await rehearse();
  const line = 'member transfer femi.adeyemi@example.com --to iris.chen@example.com --yes';
  expect(await here.ask<RunData>(line)).toMatchObject({ exitCode: 0 });
  const again = await here.ask<RunData>(line);
  expect(again.exitCode).toBe(4);
  expect(again.data.changes).toMatchObject([{ status: 'failed' }]);
});
