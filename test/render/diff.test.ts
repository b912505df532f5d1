import { Chalk } from 'chalk';
import { describe, expect, test } from 'vitest';
import type { Change, Plan } from '../../src/plan/types.ts';
import { renderDiff } from '../../src/render/diff.ts';
import { deprovision, planWith, provision, recover, suspend } from '../helpers/changes.ts';
import { reportOf } from '../helpers/report.ts';
import { everything, plain } from './everything.ts';

const diffOf = (plan: Plan, width = 80): string => renderDiff(reportOf(plan), plain(width));
const diff = (...changes: Change[]): string => diffOf(planWith(changes));

describe('the whole diff', () => {
  test('at 80 columns', () => {
    expect(diffOf(everything())).toMatchInlineSnapshot(`
      "Team    Acme, 3 members
      Seats   10 owned, 3 used, 7 free; this plan takes 4 and frees 3, then 4 used, 1
              licence to be BOUGHT
      Roster  roster.csv: 3 people, 1 assigned, 1 suspended, 1 unassigned

      Legend  ~ update   ^ recover   > unsuspend   + provision   ! suspend
              - deprovision

      Update 1
        ~ update mia.new@example.com
            Mia New Name
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

      Suspend 1
        ! SUSPEND sam@example.com  active → suspended
            DELETES THE DATA ON LINKED DEVICES
            Because a test wants it.
        Suspended people are signed out everywhere and keep their licence; Dropbox
        tells them by e-mail.

      Deprovision 4
        - REMOVE leo@example.com  Leo Lund  active → removed
            DELETES THE DATA ON LINKED DEVICES
            Because a test wants it. Can be undone until 2026-03-09 10:00 UTC.
        - DOWNGRADE dan@example.com  active → removed
            Because a test wants it.
        - SUSPEND sue@example.com  active → suspended
            Because a test wants it.
        - WITHDRAW INVITATION ivy@example.com  invited → removed
            Because a test wants it.
        Removed accounts can be recovered until 2026-03-09 10:00 UTC; before that the
        same e-mail cannot be provisioned anew.
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

      Left alone 1
        = cfo@example.com  no deprovision: protected
            cfo@example.com matches safety.protect.

      Blocked 1
        ? old@example.com  no recover: recoverable_until  from 2026-03-09 10:00 UTC
            Dropbox keeps the address reserved until then.

      Not enabled
        groups would touch 1 person: not supported yet
        roles would touch 2 people: not supported yet

      Plan: 3 to provision, 1 to recover, 1 to unsuspend, 1 to update, 1 to suspend, 4
      to deprovision; 1 unchanged, 1 left alone, 1 blocked.
      "
    `);
  });

  test('in colour', () => {
    const plan = planWith([
      provision('pia@example.com'),
      suspend('sam@example.com', true),
      deprovision('leo@example.com'),
    ]);
    const text = renderDiff(reportOf(plan), { paint: new Chalk({ level: 1 }), width: 80, profile: '' });
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
    const text = renderDiff(
      { ...report, team: { ...report.team, members: 1 }, roster: { ...report.roster, people: 1 } },
      plain(),
    );
    expect(text).toContain('Team    Acme, 1 member\n');
    expect(text).toContain('Roster  standard input: 1 person, 1 assigned, 1 suspended, 1 unassigned\n');
  });

  test('says what the plan does to the seats only when it does something', () => {
    const seats = { before: { licensed: 10, used: 3, free: 7 }, freed: 0, taken: 0, purchased: 0 };
    expect(diffOf(planWith([], { seats }))).toContain('Seats   10 owned, 3 used, 7 free\n');
    expect(diffOf(planWith([], { seats: { ...seats, taken: 1 } }))).toContain(
      'takes 1 and frees 0, then 4 used',
    );
    expect(diffOf(planWith([], { seats: { ...seats, freed: 1 } }))).toContain(
      'takes 0 and frees 1, then 2 used',
    );
    expect(diffOf(planWith([], { seats: { ...seats, taken: 2, purchased: 2 } }), 200)).toContain(
      ', 2 licences to be BOUGHT\n',
    );
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

describe('the last line', () => {
  const last = (plan: Plan): string => diffOf(plan, 200).trimEnd().split('\n').at(-1) ?? '';

  test('counts what is planned and what is not', () => {
    expect(last(everything())).toBe(
      'Plan: 3 to provision, 1 to recover, 1 to unsuspend, 1 to update, 1 to suspend, 4 to deprovision; 1 unchanged, 1 left alone, 1 blocked.',
    );
  });

  test('of a team that is as the roster says', () => {
    expect(last(planWith([]))).toBe(
      'Nothing to do: the team is as the roster says. (0 unchanged, 0 left alone, 0 blocked)',
    );
  });

  test('does not say so alone while something differs and is held back or not enabled', () => {
    const { kept, blocked, disabled } = everything();
    expect(last(planWith([], { kept }))).toMatch(/^Nothing to do: .*, apart from who is left alone\. \(/);
    expect(last(planWith([], { disabled, kept }))).toMatch(
      /^Nothing to do with the actions that are enabled\. \(/,
    );
    expect(last(planWith([], { blocked, disabled, kept }))).toMatch(
      /^Nothing can be done now: what differs is blocked\. \(/,
    );
  });
});
