import type { Plan } from '../../../src/plan/types.ts';
import type { Ended } from '../../../src/render/reports/ended.ts';
import {
  deprovision,
  filesTo,
  planWith,
  provision,
  setRole,
  transfer,
  update,
} from '../../helpers/changes.ts';
import { groupCreate, groupRemove } from '../../helpers/group-changes.ts';
import { reportOf } from '../../helpers/report.ts';

/** A dry run of this plan that ended well. */
export function endedWith(plan: Plan = planWith([]), fields: Partial<Ended> = {}): Ended {
  return {
    command: 'reconcile',
    report: reportOf(plan),
    at: new Date('2026-03-02T10:00:00Z'),
    exitCode: 0,
    error: null,
    warnings: [],
    ...fields,
  };
}

/** A run in which every text that comes from a roster, from Dropbox or from a file name is this one. */
export function endedSpoilt(bad: string): Ended {
  const impact = { roles: [bad], joinedOn: null, groups: [bad], soleMemberOf: [bad] };
  const changes = [
    provision(`p${bad}`, { name: bad, explanation: bad, source: { line: 2, groups: [bad] } }),
    update(
      `u${bad}`,
      { surname: bad, email: bad },
      { surname: `${bad}!`, email: `${bad}!`, externalId: bad, givenName: bad },
    ),
    deprovision(`d${bad}`, filesTo(bad), { name: bad, impact }),
    groupCreate(bad, bad),
    groupRemove(bad, bad),
    setRole(bad, bad, `${bad}!`),
    transfer(bad, bad),
  ];
  const held = { action: 'deprovision', email: bad, message: bad, group: bad, until: null } as const;
  const plan = planWith(changes, {
    kept: [{ ...held, code: 'held' }],
    blocked: [{ ...held, action: 'group_add', code: 'identity_conflict' }],
  });
  const failed = { status: 'failed', error: { code: bad, message: bad } } as const;
  const report = reportOf(plan, {
    mode: 'apply',
    origin: { source: bad, format: 'csv', sha256: '' },
    overrides: [{ option: '--settings', value: bad, setting: null, instead: null }],
    applied: {
      changes,
      results: new Map(changes.map(({ id }) => [id, failed] as const)),
      verified: false,
      differences: [bad],
    },
  });
  return endedWith(plan, {
    report: { ...report, team: { ...report.team, name: bad } },
    exitCode: 4,
    error: { code: 'some_changes_failed', message: bad, hint: bad },
    warnings: [{ code: 'roster', message: bad }],
  });
}
