import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../src/render/explanation.ts';
import type { SandboxData } from '../helpers/documents.ts';
import { rehearse, type Answer, type Rehearsal } from '../helpers/rehearsal.ts';

const HEADER = 'email,first_name,last_name,external_id,status,previous_email';
const ADMIN = 'olivia.brandt@example.com,Olivia,Brandt,E01,active,';

const explain = (here: Rehearsal, person: string, roster = here.roster): Promise<Answer<Explanation>> =>
  here.ask<Explanation>(`explain ${person}@example.com --roster ${roster}`);

async function explained(person: string, ...settings: string[]): Promise<Explanation> {
  const here = await rehearse();
  if (settings.length > 0) await here.run(`settings set ${settings.join(' ')}`);
  const { exitCode, data, error } = await explain(here, person);
  expect([exitCode, error]).toEqual([0, null]);
  return data;
}

describe('the decision', () => {
  test.each<[string, string | null, string, string | RegExp | null]>([
    ['priya.nair', 'provision', 'assigned_active', /^The next run .* accepted\.$/],
    ['femi.adeyemi', 'recover', 'returned', 'The next run with this roster does it.'],
    ['elif.kaya', 'unsuspend', 'no_longer_suspended', 'The next run with this roster does it.'],
    ['carla.weber', 'update', 'profile_differs', 'The next run with this roster does it.'],
    ['dmitri.volkov', 'suspend', 'suspended_in_roster', 'The next run with this roster does it.'],
    ['greta.lind', 'deprovision', 'unassigned', 'The next run with this roster does it.'],
    ['lena.vogt', 'deprovision', 'unlisted', 'The next run with this roster does it.'],
    ['henrik.dahl', null, 'protected', null],
    ['ana.lopez', null, 'as_wanted', null],
    ['hugo.martin', null, 'invitation_pending', /^The invitation of 2.*Z waits to be accepted\.$/],
    ['marta.silva', null, 'already_off_team', null],
  ])('%s: %s, %s', async (person, action, code, next) => {
    const { decision, next: said, email } = await explained(person);
    expect([email, decision.action, decision.code]).toEqual([`${person}@example.com`, action, code]);
    expect(decision.explanation).toMatch(/^\S.*\.$/);
    if (next === null) expect(said).toBeNull();
    else expect(said).toMatch(next);
  });

  test('shows both sides of somebody', async () => {
    const { roster, member } = await explained('greta.lind');
    expect(roster).toMatchObject({ line: 9, wanted: 'unassigned', assignedBy: [], externalId: 'E09' });
    expect(member).toMatchObject({ status: 'active', givenName: 'Greta', recoverable: false, roles: [] });
    expect(await explained('lena.vogt')).toMatchObject({ roster: null, member: { status: 'active' } });
    expect(await explained('priya.nair')).toMatchObject({ roster: { line: 16 }, member: null });
  });

  test('asks nothing but a reading of the team', async () => {
    const here = await rehearse();
    await explain(here, 'greta.lind');
    const { data } = await here.ask<SandboxData>('sandbox show');
    expect(data.counters.writes).toBe(0);
  });
});

describe('an action that is not enabled', () => {
  test.each([
    ['greta.lind', 'deprovision', 'deprovision.enabled'],
    ['priya.nair', 'provision', 'provision.enabled'],
    ['femi.adeyemi', 'recover', 'provision.enabled'],
    ['elif.kaya', 'unsuspend', 'suspend.enabled'],
    ['dmitri.volkov', 'suspend', 'suspend.enabled'],
    ['carla.weber', 'update', 'update.enabled'],
  ])('%s: says what it would do and how to turn it on', async (person, wanted, setting) => {
    const { decision, next } = await explained(person, `${setting}=false`);
    expect(decision).toMatchObject({ action: null, wanted, code: 'disabled', also: [] });
    expect(decision.explanation).toContain(`${setting} is off. Turned on, this would be done: `);
    expect(next).toBe(`Turn it on with: teamsync settings set ${setting}=true --sandbox`);
  });

  test('would leave a protected person alone all the same', async () => {
    const { decision, next } = await explained('henrik.dahl', 'deprovision.enabled=false');
    expect(decision).toMatchObject({ action: null, wanted: 'deprovision', code: 'disabled' });
    expect(decision.explanation).toContain('Turned on, it would not be done either: Henrik Dahl is an admin');
    expect(next).toBeNull();
  });

  test('names both switches where it takes both', async () => {
    const here = await rehearse();
    const off = ['suspend.enabled=false', 'deprovision.enabled=false', 'suspend.invited=cancel'];
    await here.run(`settings set ${off.join(' ')}`);
    const roster = await here.write('r.csv', [
      HEADER,
      ADMIN,
      'hugo.martin@example.com,Hugo,Martin,E10,suspended,',
    ]);
    const { data } = await explain(here, 'hugo.martin', roster);
    expect(data.decision.explanation).toContain('suspend.enabled and deprovision.enabled are off');
    expect(data.next).toContain('suspend.enabled=true deprovision.enabled=true');
  });

  test('comes second where something else is done for the same person', async () => {
    const here = await rehearse();
    await here.run('settings set update.enabled=false');
    const roster = await here.write('r.csv', [HEADER, ADMIN, 'elif.kaya@example.com,Elif,Demir,E07,active,']);
    const { data } = await explain(here, 'elif.kaya', roster);
    expect(data.decision).toMatchObject({
      action: 'unsuspend',
      also: [{ code: 'disabled', wanted: 'update' }],
    });
    await here.run('settings set update.enabled=true');
    const both = await explain(here, 'elif.kaya', roster);
    expect(both.data.decision).toMatchObject({ action: 'unsuspend', also: [{ action: 'update' }] });
  });
});

describe('what holds a change back', () => {
  test('protections are told even where nothing is asked for', async () => {
    expect((await explained('henrik.dahl')).protections).toEqual(['safety.protectAdmins']);
    expect((await explained('olivia.brandt')).protections).toEqual([
      'authorizing_admin',
      'safety.protectAdmins',
    ]);
    const protect = 'safety.protect=["*lopez@*","ben@x.org"]';
    expect((await explained('ana.lopez', protect)).protections).toEqual(['safety.protect=*lopez@*']);
    expect((await explained('priya.nair')).protections).toEqual([]);
    const here = await rehearse();
    await here.alter('henrik.dahl@example.com', { status: 'suspended' });
    expect((await explain(here, 'olivia.brandt')).data.protections).toContain('last_admin');
  });

  test('a hold is told with its end and its reason', async () => {
    const here = await rehearse();
    await here.run('hold add greta.lind@example.com --until 2026-04-01 --why Leave');
    await here.run('hold add lena.vogt@example.com --why Leave');
    const ending = (await explain(here, 'greta.lind')).data;
    expect(ending).toMatchObject({ decision: { action: null, code: 'held' }, hold: { why: 'Leave' } });
    expect(ending.next).toMatch(/^The hold ends at 2026-04-02T00:00:00.000Z; the next run/);
    const lasting = (await explain(here, 'lena.vogt')).data;
    expect(lasting.hold).toEqual({ until: null, why: 'Leave' });
    expect(lasting.next).toContain('teamsync hold remove lena.vogt@example.com --sandbox');
  });

  test('a window is told with its opening', async () => {
    const windows = 'safety.windows=[{"days":["sun"],"from":"08:00","to":"09:00","zone":"UTC"}]';
    const { decision, next } = await explained('greta.lind', windows);
    expect(decision.code).toBe('outside_window');
    expect(next).toBe('The window opens at 2026-03-08T08:00:00Z; a run from then on does it.');
  });

  test('a limit refuses the whole run, or holds back what is over it', async () => {
    const { decision, next } = await explained('ana.lopez', 'safety.maxDeprovisions=1');
    expect([decision.code, next]).toEqual(['as_wanted', null]);
    const refused = await explained('priya.nair', 'safety.maxDeprovisions=1');
    expect(refused.decision.action).toBe('provision');
    expect(refused.next).toMatch(/refused as a whole: The plan would deprovision 2 people/);
    const held = await explained('lena.vogt', 'safety.maxDeprovisions=1', 'safety.onLimit=hold');
    expect([held.decision.action, held.decision.code]).toEqual([null, 'over_limit']);
    expect(held.next).toContain('A later run');
  });

  test('an unlisted member whom no roster named stays', async () => {
    const { decision, next } = await explained('lena.vogt', 'deprovision.unlisted=managed');
    expect([decision.wanted, decision.code, next]).toEqual(['deprovision', 'unlisted_unmanaged', null]);
  });

  test('what is blocked says why', async () => {
    const here = await rehearse();
    const row = 'hugo.martin@example.com,Hugo,Martin,E10,suspended,';
    const { data } = await explain(here, 'hugo.martin', await here.write('r.csv', [HEADER, ADMIN, row]));
    expect(data.decision).toMatchObject({
      action: null,
      wanted: 'suspend',
      code: 'invited_cannot_be_suspended',
    });
    expect(data.next).toBeNull();
  });

  test('seats count everybody: whoever comes later finds none, or waits for one', async () => {
    const here = await rehearse();
    const people = Array.from({ length: 7 }, (_, n) => `new${String(n)}@example.com,,,,active,`);
    const living = ['ana.lopez', 'ben.okafor'].map((name) => `${name}@example.com,,,,active,`);
    await here.run('settings set deprovision.unlisted=report');
    const roster = await here.write('r.csv', [HEADER, ADMIN, ...living, ...people]);
    expect((await explain(here, 'new4', roster)).data.decision.action).toBe('provision');
    const last = (await explain(here, 'new6', roster)).data;
    expect([last.decision.code, last.next]).toEqual([
      'no_licence',
      'The first run that finds a free licence does it.',
    ]);
    const leaver = 'greta.lind@example.com,,,,unassigned,';
    const freeing = await here.write('s.csv', [HEADER, ADMIN, leaver, ...people]);
    expect((await explain(here, 'new5', freeing)).data.next).toContain('once its own removals');
  });
});

describe('somebody is found', () => {
  test('by the address of the roster, of the team, or the one before, in any case', async () => {
    const here = await rehearse();
    const rename = 'anna.lopez@example.com,,,,active,ana.lopez@example.com';
    const stranger = 'new@example.com,,,,active,before@example.com';
    const roster = await here.write('r.csv', [HEADER, ADMIN, rename, stranger]);
    for (const name of ['anna.lopez', 'ana.lopez', 'ANA.Lopez']) {
      const { data } = await explain(here, name, roster);
      expect(data).toMatchObject({ roster: { line: 3 }, member: { email: 'ana.lopez@example.com' } });
    }
    expect((await explain(here, 'before', roster)).data).toMatchObject({ roster: { line: 4 }, member: null });
    expect((await explain(here, 'carla.rossi')).data.roster?.email).toBe('carla.weber@example.com');
    const row = 'marta.silva@example.com,,,,active,';
    const back = await here.write('s.csv', [HEADER, ADMIN, row]);
    expect((await explain(here, 'marta.silva', back)).data).toMatchObject({
      decision: { action: 'provision' },
      member: { status: 'removed', recoverable: false },
    });
  });

  test('or is refused with 7, and with the nearest address', async () => {
    const here = await rehearse();
    const { exitCode, error } = await explain(here, 'grta.lind');
    expect([exitCode, error?.code]).toEqual([7, 'unknown_person']);
    expect(error?.message).toContain('Did you mean greta.lind@example.com?');
    expect((await explain(here, 'nobody-at-all')).error?.message).not.toContain('Did you mean');
  });
});

describe('the past', () => {
  test('is what runs did to somebody, the newest first', async () => {
    const here = await rehearse();
    await here.run(`reconcile ${here.roster} --yes`);
    const { data } = await explain(here, 'greta.lind');
    expect(data.history).toMatchObject([{ action: 'deprovision', status: 'applied' }]);
    expect(data.decision.code).toBe('already_off_team');
    expect(data.next).toMatch(/^Dropbox can bring the account back until 2026-03-09T.*Z\.$/);
    expect((await explain(here, 'priya.nair')).data.history).toMatchObject([{ action: 'provision' }]);
    expect((await explain(here, 'ana.lopez')).data.history).toEqual([]);
  });

  test('a removal that teamsync did not do has no date', async () => {
    const here = await rehearse();
    const others = await here.write('r.csv', [HEADER, ADMIN]);
    const unlisted = (await explain(here, 'femi.adeyemi', others)).data;
    expect(unlisted.next).toMatch(/^A row in the roster brings the account back/);
    const row = 'femi.adeyemi@example.com,,,,unassigned,';
    const listed = (await explain(here, 'femi.adeyemi', await here.write('s.csv', [HEADER, ADMIN, row])))
      .data;
    expect(listed.next).toMatch(/^A row that is assigned brings/);
  });
});

test('people read it as paragraphs', async () => {
  const here = await rehearse();
  const { stdout } = await here.run(`explain henrik.dahl@example.com --roster ${here.roster}`);
  expect(stdout).toContain(
    'Henrik Dahl, henrik.dahl@example.com\n\nRoster    not in it\nTeam      henrik.dahl@',
  );
  expect(stdout).toContain('Decision  no deprovision: protected\n          Henrik Dahl is an admin');
});
