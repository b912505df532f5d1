import { describe, expect, test } from 'vitest';
import { renderExplanation } from '../../src/render/explain.ts';
import type { Explanation } from '../../src/render/explanation.ts';
import { plain } from './everything.ts';

type Row = NonNullable<Explanation['roster']>;
type Account = NonNullable<Explanation['member']>;

const ROW: Row = {
  source: 'roster.csv',
  line: 4,
  email: 'ana@x.org',
  previousEmail: null,
  givenName: 'Ana',
  surname: 'Lopez',
  externalId: null,
  wanted: 'active',
  assignedBy: [],
  groups: null,
  role: null,
};
const ACCOUNT: Account = {
  memberId: 'dbmid:1',
  email: 'ana@x.org',
  secondaryEmails: [],
  givenName: 'Anna',
  surname: '',
  externalId: null,
  status: 'active',
  recoverable: false,
  roles: [],
  role: 'member',
  groups: [],
  groupNames: [],
  invitedOn: null,
  joinedOn: null,
  suspendedOn: null,
};
const NOTHING = {
  action: null,
  wanted: null,
  group: null,
  code: 'as_wanted',
  explanation: 'As the roster says.',
};

function text(fields: Partial<Explanation> = {}, width = 80): string {
  const explanation: Explanation = {
    email: 'ana@x.org',
    roster: ROW,
    member: ACCOUNT,
    decision: { ...NOTHING, also: [] },
    impact: null,
    protections: [],
    hold: null,
    history: [],
    next: null,
    ...fields,
  };
  return renderExplanation(explanation, plain(width));
}

const row = (fields: Partial<Row>): string => text({ roster: { ...ROW, ...fields } });
const account = (fields: Partial<Account>): string => text({ member: { ...ACCOUNT, ...fields } });

describe('an explanation', () => {
  test('is both sides, the decision and what it depends on', () => {
    expect(text()).toBe(
      [
        'Ana Lopez, ana@x.org',
        '',
        'Roster    roster.csv, row 4: ana@x.org, assigned, active',
        'Team      ana@x.org, active (dbmid:1)',
        '',
        'Decision  nothing to do: as_wanted',
        '          As the roster says.',
        '',
        'History   no run has touched this person',
        '',
      ].join('\n'),
    );
  });

  test('says who is missing on a side', () => {
    expect(text({ roster: null })).toContain('Anna, ana@x.org\n\nRoster    not in it\n');
    expect(text({ member: null })).toContain('Team      no account\n');
    expect(text({ roster: { ...ROW, givenName: null, surname: null }, member: null })).toMatch(
      /^ana@x\.org\n/,
    );
  });

  test('tells what of a row matters', () => {
    expect(row({ source: '-', wanted: 'unassigned' })).toContain(
      'standard input, row 4: ana@x.org, not assigned',
    );
    expect(row({ wanted: 'suspended' })).toContain('assigned, suspended');
    const full = row({
      assignedBy: ['eng'],
      groups: ['eng', 'all'],
      externalId: 'E1',
      previousEmail: 'a@x.org',
    });
    expect(full).toContain(
      '          assigned through eng\n          groups eng, all\n          external id E1\n          before a@x.org\n',
    );
    expect(row({ groups: [] })).not.toContain('groups');
    expect(row({ role: 'Team admin' })).toContain('          role Team admin\n');
  });

  test('tells what of an account matters', () => {
    expect(account({ status: 'removed', recoverable: true })).toContain('removed, can be brought back (');
    expect(account({ status: 'removed' })).toContain('removed, for good (');
    const full = account({
      roles: ['Team', 'Help'],
      externalId: 'E1',
      secondaryEmails: ['b@x.org'],
      groups: ['g:1', 'g:2', 'g:3'],
      groupNames: ['Design', 'Sales'],
    });
    expect(full).toContain(
      '          admin: Team, Help\n          external id E1\n          also b@x.org\n          Dropbox groups Design, Sales\n',
    );
    expect(account({ groups: ['g:1', 'g:2'], groupNames: null })).toContain('          2 Dropbox groups\n');
    expect(account({ groups: [], groupNames: null })).not.toContain('Dropbox group');
  });

  test('tells since when an account is what it is', () => {
    const invitedOn = '2026-01-02T10:00:00Z';
    const joinedOn = '2026-01-03T10:00:00Z';
    const suspendedOn = '2026-02-03T10:00:00Z';
    expect(account({ status: 'invited', invitedOn })).toContain(`          invited on ${invitedOn}\n`);
    expect(account({ invitedOn, joinedOn })).toContain(`          joined on ${joinedOn}\n`);
    expect(account({ status: 'suspended', joinedOn, suspendedOn })).toContain(
      `          joined on ${joinedOn}\n          suspended on ${suspendedOn}\n`,
    );
    expect(account({ joinedOn, suspendedOn })).not.toContain('suspended');
  });

  test('tells what a removal would mean, where there is something', () => {
    const impact = { roles: ['Team'], joinedOn: null, groups: ['Sales'], soleMemberOf: ['Sales'] };
    expect(text({ impact: { ...impact, freesLicence: true } })).toContain(
      'Removal   would mean: admin: Team; only member of Sales; in Sales; frees a\n          licence\n',
    );
    const nothing = { roles: [], joinedOn: null, groups: [], soleMemberOf: [], freesLicence: false };
    expect(text({ impact: nothing })).not.toContain('Removal');
  });

  test('names the group that a decision is about', () => {
    const joins = { ...NOTHING, action: 'group_add', wanted: 'group_add', group: 'Sales', code: 'in_group' };
    const stays = { ...NOTHING, wanted: 'group_remove', group: 'HR', code: 'held' };
    const both = text({ decision: { ...joins, also: [stays] } });
    expect(both).toContain('Decision  group_add to Sales: in_group\n');
    expect(both).toContain('Also      no group_remove from HR: held\n');
  });

  test('names the decision by what is done, or by what is not', () => {
    const planned = {
      action: 'suspend',
      wanted: 'suspend',
      group: null,
      code: 'suspended_in_roster',
      explanation: 'Because.',
    };
    const left = { action: null, wanted: 'update', group: null, code: 'disabled', explanation: 'Off.' };
    const both = text({ decision: { ...planned, also: [left] }, next: 'Soon.' });
    expect(both).toContain(
      'Decision  suspend: suspended_in_roster\n          Because.\nAlso      no update: disabled\n          Off.\nNext      Soon.\n',
    );
  });

  test('tells protections, a hold and the past', () => {
    const history = [
      {
        runId: 'run-2',
        at: '2026-03-02T10:00:00.000Z',
        action: 'suspend',
        group: null,
        status: 'failed',
        reversibleUntil: null,
      },
      {
        runId: 'run-1',
        at: '2026-03-01T10:00:00.000Z',
        action: 'group_add',
        group: 'Sales',
        status: 'applied',
        reversibleUntil: null,
      },
    ];
    const hold = { until: '2026-04-01T00:00:00.000Z', why: 'Leave' };
    const full = text({ protections: ['last_admin', 'safety.protectAdmins'], hold, history });
    expect(full).toContain(
      'Protected by last_admin, safety.protectAdmins\nHold      until 2026-04-01T00:00:00.000Z: Leave\n',
    );
    expect(full).toContain(
      'History   2026-03-02T10:00:00.000Z  suspend failed  (run run-2)\n          2026-03-01T10:00:00.000Z  group_add to Sales applied  (run run-1)\n',
    );
    expect(text({ hold: { until: null, why: 'Leave' } })).toContain('Hold      without an end: Leave');
  });
});

test('nothing from a roster or from Dropbox can steer the terminal', () => {
  const bad = 'x\u001b[2J\u202e';
  const hostile = text({
    email: bad,
    roster: {
      ...ROW,
      source: bad,
      email: bad,
      givenName: bad,
      externalId: bad,
      groups: [bad],
      assignedBy: [bad],
      previousEmail: bad,
      role: bad,
    },
    member: {
      ...ACCOUNT,
      email: bad,
      roles: [bad],
      groupNames: [bad],
      joinedOn: bad,
      secondaryEmails: [bad],
      externalId: bad,
    },
    decision: { ...NOTHING, wanted: 'group_add', group: bad, explanation: bad, also: [] },
    impact: { roles: [bad], joinedOn: bad, groups: [bad], soleMemberOf: [bad], freesLicence: false },
    hold: { until: null, why: bad },
    protections: [bad],
    next: bad,
  });
  expect(hostile).not.toContain('\u001b');
  expect(hostile).not.toContain('\u202e');
  expect(hostile).toContain('\\u{1b}');
});
