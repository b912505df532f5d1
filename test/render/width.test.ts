import { expect, test } from 'vitest';
import { renderDiff } from '../../src/render/diff.ts';
import { inZone } from '../../src/render/local-time.ts';
import { renderResult } from '../../src/render/result.ts';
import { planWith, provision, update } from '../helpers/changes.ts';
import { reportOf, textOf } from '../helpers/report.ts';
import { everything, plain } from './everything.ts';

const diffOf = (width: number): string =>
  inZone(textOf(renderDiff(reportOf(everything()), plain(width))), 'UTC');

test('the whole diff at 60 columns', () => {
  expect(diffOf(60)).toMatchInlineSnapshot(`
    "Team    Acme, 3 members
    Seats   10 owned, 3 used, 7 free; this plan takes 4 and
            frees 3, then 4 used, 7 free, 1 licence to be
            BOUGHT; 1 licence is MISSING
    Roster  roster.csv: 3 people, 1 assigned, 1 suspended, 1
            unassigned

    Legend  ~ update   ^ recover   > unsuspend   + provision
            & groups: add   / groups: remove   # role
            ! suspend   - deprovision   @ remind   % transfer

    Update 1
      ~ update mia.new@example.com  Mia New Name
          e-mail mia@example.com → mia.new@example.com
          surname Old → New Name
          external id (none) → E7
          Mia New Name differs from the roster (row 3) in e-mail
          and name.

    Recover 1
      ^ recover rob@example.com  Rob Ray  removed → active
          Rob Ray is assigned (row 4) and was removed.

    Unsuspend 1
      > unsuspend una@example.com  suspended → active
          Because a test wants it.

    Provision 1
      + provision pia@example.com  Pia Paz  no account → invited
          Pia Paz is assigned through engineering (row 6) and
          has no Dropbox account on the team.
      Not silent: Dropbox sends this person a welcome e-mail;
      they must accept the invitation and choose a password.

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
      Suspended people are signed out everywhere and keep their
      licence; Dropbox tells them by e-mail.

    Deprovision 6
      - REMOVE leo@example.com  Leo Lund  active → removed
          DELETES THE DATA ON LINKED DEVICES
          Because a test wants it. Can be undone until
          2026-03-09 10:00 UTC.
          admin: Team admin; only member of Design; in Design,
          Engineering; on the team since 2024-06-06, 634 days;
          frees a licence
      - REMOVE fay@example.com  active → removed
          files → boss@example.com; cannot be undone
          Because a test wants it.
          frees a licence
      - SUSPEND kim@example.com
          active → suspended, removed on
          2026-03-09 10:00 UTC
          Because a test wants it.
      - DOWNGRADE dan@example.com  active → removed
          Because a test wants it.
          frees a licence
      - SUSPEND sue@example.com  active → suspended
          Because a test wants it.
      - WITHDRAW INVITATION ivy@example.com  invited → removed
          Because a test wants it.
          frees a licence
      Removed accounts can be recovered until
      2026-03-09 10:00 UTC; before that the same e-mail
      cannot be provisioned anew.
      Accounts that are removed later are only suspended now;
      until then an assignment cancels the removal.
      Accounts whose files go to somebody else cannot be
      recovered once they are removed.
      Downgraded accounts go on as personal ones outside the
      team and cannot be recovered.

    Provision 2
      + provision wes@example.com  no account → invited
          after a removal of this plan has freed a licence
          Because a test wants it.
      + provision bea@example.com  no account → invited
          buys a licence
          Because a test wants it.
      Not silent: Dropbox sends these 2 people a welcome e-mail;
      they must accept the invitation and choose a password.

    Remind 1
      @ remind ida@example.com
          Because a test wants it.
      Dropbox sends the invitation once more by e-mail.

    Transfer 1
      % TRANSFER gus@example.com
          files → boss@example.com; cannot be undone
          Because a test wants it.
      Accounts whose files have gone to somebody else cannot be
      recovered.

    Left alone 1
      = cfo@example.com  no deprovision: protected
          cfo@example.com matches safety.protect.

    Blocked 3
      ? old@example.com
          no recover: recoverable_until  from
          2026-03-09 10:00 UTC
          Dropbox keeps the address reserved until then.
      ? una@example.com  no group_add to Legal: group_missing
          The team has no group Legal.
      ? zed@example.com  no provision: no_licence
          zed@example.com gets no account: 1 licence is missing.

    Not enabled
      groups would touch 1 person: teamsync settings set
          groups.enabled=true
      roles would touch 2 people: teamsync settings set
          roles.enabled=true

    Plan: 3 to provision, 1 to recover, 1 to unsuspend, 1 to
    update, 2 to add to a group, 1 to remove from a group, 1 to
    get another role, 1 to suspend, 6 to deprovision, 1 to
    remind, 1 to have files moved; 1 unchanged, 1 left alone, 3
    blocked.
    "
  `);
});

/** A line may be too long only when there was no place to break it. */
function tooLong(text: string, width: number): string[] {
  return text.split('\n').filter((line) => line.length > width && line.trim().includes(' '));
}

test.each([60, 80, 200])('every line fits %i columns, unless a single word does not', (width) => {
  const plan = everything();
  const long = planWith(
    [
      provision(`${'long.local.part.'.repeat(4)}@example.com`, {
        name: 'A Name Of Many Words '.repeat(4).trim(),
      }),
      update(
        'u@x.org',
        { surname: 'Several Words '.repeat(5).trim() },
        { surname: 'Other Words '.repeat(6).trim() },
      ),
    ],
    { kept: plan.kept, blocked: plan.blocked, disabled: { ...plan.disabled, deprovision: 123_456 } },
  );
  const source = 'a roster in a folder with a very long name/roster of march.csv';
  const fields = { origin: { source, format: 'csv', sha256: '' } } as const;
  for (const one of [plan, long]) {
    const changes = one.changes;
    const failed = new Map(
      changes.map(
        ({ id }) =>
          [
            id,
            { status: 'failed', error: { code: 'some_code', message: 'Dropbox says no. '.repeat(9).trim() } },
          ] as const,
      ),
    );
    const applied = { changes, results: failed, verified: false, differences: ['provision:x@x.org'] };
    const texts = [
      textOf(renderDiff(reportOf(one, fields), plain(width))),
      renderResult(reportOf(one, { applied }), plain(width)),
    ];
    for (const zone of ['UTC', 'Pacific/Chatham']) {
      for (const text of texts) expect(tooLong(inZone(text, zone), width)).toEqual([]);
    }
  }
});

test('a terminal that tells no width, or a silly one, still gets readable lines', () => {
  for (const width of [0, 10])
    expect(tooLong(textOf(renderDiff(reportOf(everything()), plain(width))), 40)).toEqual([]);
});
