import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/types.ts';
import { renderDiff } from '../../src/render/diff.ts';
import { inZone } from '../../src/render/local-time.ts';
import { deprovision, planWith, provision, recover, suspend } from '../helpers/changes.ts';
import { reportOf, textOf } from '../helpers/report.ts';
import { everything, plain } from './everything.ts';

const diffOf = (plan: Plan): string => inZone(textOf(renderDiff(reportOf(plan), plain())), 'UTC');
const diff = (...changes: Change[]): string => diffOf(planWith(changes));

test('a section that is cut off counts whom it does not name, and says how to see them', () => {
  const people = Array.from({ length: 5 }, (_, index) => provision(`p${String(index)}@example.com`));
  const cut = textOf(renderDiff(reportOf(planWith(people)), { ...plain(), most: 3 }));
  expect(cut).toContain('Provision 5\n');
  expect(cut).toContain('p2@example.com');
  expect(cut).not.toContain('p3@example.com');
  expect(cut).toContain('  … and 2 more; --full shows them all.\n');
  const whole = textOf(renderDiff(reportOf(planWith(people)), { ...plain(), most: 5 }));
  expect(whole).toContain('p4@example.com');
  expect(whole).not.toContain('--full');
});

test('rails that a run has moved for itself stand above its plan', () => {
  const overrides = [
    { option: '--max-deprovisions', value: 3, setting: 'safety.maxDeprovisions', instead: '10%' },
    { option: '--accept-roster', value: true, setting: null, instead: null },
  ];
  const text = textOf(renderDiff(reportOf(planWith([]), { overrides }), plain(120)));
  expect(text).toContain(
    'Rails   for this run alone: --max-deprovisions 3 in the place of safety.maxDeprovisions=10%; --accept-roster\n',
  );
  expect(diff()).not.toContain('Rails');
});

describe('the whole diff', () => {
  test('at 80 columns', () => {
    expect(diffOf(everything())).toMatchInlineSnapshot(`
      "Team    Acme, 3 members
      Seats   10 owned, 3 used, 7 free; this plan takes 4 and frees 3, then 4 used, 7
              free, 1 licence to be BOUGHT; 1 licence is MISSING
      Roster  roster.csv: 3 people, 1 assigned, 1 suspended, 1 unassigned

      Legend  ~ update   ^ recover   > unsuspend   + provision   & groups: add
              / groups: remove   # role   ! suspend   - deprovision   @ remind
              % transfer

      Update 1
        ~ update mia.new@example.com  Mia New Name
            e-mail mia@example.com → mia.new@example.com
            surname Old → New Name
            external id (none) → E7
            Mia New Name differs from the roster (row 3) in e-mail and name.

      Recover 1
        ^ recover rob@example.com  Rob Ray  removed → active
            Rob Ray is assigned (row 4) and was removed.

      Unsuspend 1
        > unsuspend una@example.com  suspended → active
            Because a test wants it.

      Provision 1
        + provision pia@example.com  Pia Paz  no account → invited
            Pia Paz is assigned through engineering (row 6) and has no Dropbox account
            on the team.
        Not silent: Dropbox sends this person a welcome e-mail; they must accept the
        invitation and choose a password.

      Groups: add 2
        & add pia@example.com  → Engineering
            creates the group Engineering
        & add una@example.com  Una Urban  → Engineering

      Groups: remove 1
        / remove mia.new@example.com  Mia New Name  out of Sales

      Role 1
        # role una@example.com  member → Team admin
            Because a test wants it.

      Suspend 1
        ! SUSPEND sam@example.com  active → suspended
            DELETES THE DATA ON LINKED DEVICES
            Because a test wants it.
        Suspended people are signed out everywhere and keep their licence; Dropbox
        tells them by e-mail.

      Deprovision 6
        - REMOVE leo@example.com  Leo Lund  active → removed
            DELETES THE DATA ON LINKED DEVICES
            Because a test wants it. Can be undone until 2026-03-09 10:00 UTC.
            admin: Team admin; only member of Design; in Design, Engineering; on the
            team since 2024-06-06, 634 days; frees a licence
        - REMOVE fay@example.com  active → removed
            files → boss@example.com; cannot be undone
            Because a test wants it.
            frees a licence
        - SUSPEND kim@example.com
            active → suspended, removed on 2026-03-09 10:00 UTC
            Because a test wants it.
        - DOWNGRADE dan@example.com  active → removed
            Because a test wants it.
            frees a licence
        - SUSPEND sue@example.com  active → suspended
            Because a test wants it.
        - WITHDRAW INVITATION ivy@example.com  invited → removed
            Because a test wants it.
            frees a licence
        Removed accounts can be recovered until 2026-03-09 10:00 UTC; before
        that the same e-mail cannot be provisioned anew.
        Accounts that are removed later are only suspended now; until then an
        assignment cancels the removal.
        Accounts whose files go to somebody else cannot be recovered once they are
        removed.
        Downgraded accounts go on as personal ones outside the team and cannot be
        recovered.

      Provision 2
        + provision wes@example.com  no account → invited
            after a removal of this plan has freed a licence
            Because a test wants it.
        + provision bea@example.com  no account → invited
            buys a licence
            Because a test wants it.
        Not silent: Dropbox sends these 2 people a welcome e-mail; they must accept
        the invitation and choose a password.

      Remind 1
        @ remind ida@example.com
            Because a test wants it.
        Dropbox sends the invitation once more by e-mail.

      Transfer 1
        % TRANSFER gus@example.com  files → boss@example.com; cannot be undone
            Because a test wants it.
        Accounts whose files have gone to somebody else cannot be recovered.

      Left alone 1
        = cfo@example.com  no deprovision: protected
            cfo@example.com matches safety.protect.

      Blocked 3
        ? old@example.com
            no recover: recoverable_until  from 2026-03-09 10:00 UTC
            Dropbox keeps the address reserved until then.
        ? una@example.com  no group_add to Legal: group_missing
            The team has no group Legal.
        ? zed@example.com  no provision: no_licence
            zed@example.com gets no account: 1 licence is missing.

      Not enabled
        groups would touch 1 person: teamsync settings set groups.enabled=true
        roles would touch 2 people: teamsync settings set roles.enabled=true

      Plan: 3 to provision, 1 to recover, 1 to unsuspend, 1 to update, 2 to add to a
      group, 1 to remove from a group, 1 to get another role, 1 to suspend, 6 to
      deprovision, 1 to remind, 1 to have files moved; 1 unchanged, 1 left alone, 3
      blocked.
      "
    `);
  });

  test('in colour', () => {
    const plan = planWith([
      provision('pia@example.com'),
      suspend('sam@example.com', true),
      deprovision('leo@example.com'),
    ]);
    const text = textOf(renderDiff(reportOf(plan), { ...plain(), paint: new Chalk({ level: 1 }) }));
    expect(text.replaceAll('\u001b', '␛')).toMatchInlineSnapshot(`
      "␛[1mTeam␛[22m    Acme, 3 members
      ␛[1mSeats␛[22m   10 owned, 3 used, 7 free
      ␛[1mRoster␛[22m  roster.csv: 3 people, 1 assigned, 1 suspended, 1 unassigned

      Legend  ␛[32m+␛[39m provision   ␛[35m!␛[39m suspend   ␛[31m-␛[39m deprovision

      ␛[32m␛[1mProvision 1␛[22m␛[39m
        ␛[32m␛[1m+ provision pia@example.com␛[22m␛[39m  no account → invited
      ␛[2m      Because a test wants it.␛[22m
        Not silent: Dropbox sends this person a welcome e-mail; they must accept the
        invitation and choose a password.

      ␛[35m␛[1mSuspend 1␛[22m␛[39m
        ␛[35m␛[1m! SUSPEND sam@example.com␛[22m␛[39m  active → suspended
      ␛[35m      DELETES THE DATA ON LINKED DEVICES␛[39m
      ␛[2m      Because a test wants it.␛[22m
        Suspended people are signed out everywhere and keep their licence; Dropbox
        tells them by e-mail.

      ␛[31m␛[1mDeprovision 1␛[22m␛[39m
        ␛[31m␛[1m- REMOVE leo@example.com␛[22m␛[39m  active → removed
      ␛[2m      Because a test wants it.␛[22m
      ␛[2m      frees a licence␛[22m

      ␛[1mPlan: 1 to provision, 1 to suspend, 1 to deprovision; 0 unchanged, 0 left alone,␛[22m
      ␛[1m0 blocked.␛[22m
      "
    `);
  });
});

describe('the heading', () => {
  test('calls standard input by its name, and one of something by its word', () => {
    const report = reportOf(planWith([]), {
      origin: { source: '-', format: 'json', sha256: '' },
    });
    const text = textOf(
      renderDiff(
        { ...report, team: { ...report.team, members: 1 }, roster: { ...report.roster, people: 1 } },
        plain(),
      ),
    );
    expect(text).toContain('Team    Acme, 1 member\n');
    expect(text).toContain('Roster  standard input: 1 person, 1 assigned, 1 suspended, 1 unassigned\n');
  });
});

describe('the legend', () => {
  const legendOf = (...changes: Change[]): string | undefined =>
    diff(...changes)
      .split('\n')
      .find((line) => line.startsWith('Legend'));

  test('has only the symbols in use, in the order of application', () => {
    expect(legendOf(provision('a@x.org'))).toBe('Legend  + provision');
    expect(legendOf(deprovision('b@x.org'), provision('a@x.org'), recover('c@x.org'))).toBe(
      'Legend  ^ recover   + provision   - deprovision',
    );
  });

  test('is not there without changes', () => {
    expect(legendOf()).toBeUndefined();
  });
});

test('a diff is given line by line, and nobody further down is looked at before that is asked for', () => {
  const people = Array.from({ length: 1000 }, (_, index) => provision(`p${String(index)}@example.com`));
  let looked = 0;
  const report = reportOf(planWith(people));
  for (const change of report.changes) {
    const get = (): string => {
      looked += 1;
      return 'Because.';
    };
    Object.defineProperty(change, 'explanation', { get });
  }
  const lines = renderDiff(report, plain());
  for (let line = 0; line < 20; line += 1) expect(lines.next().value).toMatch(/^[^\n]*\n$/);
  expect(looked).toBeLessThan(20);
});
