import { describe, expect, test } from 'vitest';
import { checkAgreement, checkTeam } from '../../../src/commands/run/stale.ts';
import { TeamsyncError } from '../../../src/errors.ts';
import type { Change } from '../../../src/plan/change.ts';
import type { Plan } from '../../../src/plan/types.ts';
import type { PlanFile } from '../../../src/state/plan-file.ts';
import { appoint, join, leave } from '../../apply/changes.ts';
import {
  deprovision,
  planWith,
  provision,
  recover,
  suspend,
  unsuspend,
  update,
} from '../../helpers/changes.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { planFile } from '../../helpers/plan-file.ts';
import { inSync } from '../../helpers/team-builder.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

async function agree(agreed: PlanFile, plan: Plan, resumes: string | null = null): Promise<void> {
  const folder = await temporaryFolder();
  const context = contextWith({}, outsideWith({ env: { TEAMSYNC_STATE_DIR: folder } }));
  await checkAgreement(context, { agreed, resumes }, plan);
}

describe('a plan file', () => {
  test('of this team and of the plan that is made now passes', async () => {
    const file = planFile({ team: { id: 'dbtid:1', name: 'Renamed since' } });
    checkTeam(file, inSync(1).actual());
    await agree(file, planWith([], { checksum: file.checksum }));
  });

  test('of another team is refused with both names', async () => {
    const file = planFile({ team: { id: 'dbtid:2', name: 'Other' } });
    const error = await refusalOf(() => {
      checkTeam(file, inSync(1).actual());
    });
    expect(error).toMatchObject({ exitCode: 10, code: 'plan_of_another_team' });
    expect(error.message).toContain('Other (dbtid:2)');
    expect(error.message).toContain('Acme (dbtid:1)');
  });

  test('that the team has moved away from is refused with what is gone and what is new', async () => {
    const file = planFile();
    const plan = planWith([provision('ana@example.com'), provision('new@example.com')], {
      checksum: 'other',
    });
    const error = await refusalOf(() => agree(file, plan));
    expect(error).toMatchObject({
      exitCode: 10,
      code: 'plan_stale',
      details: {
        gone: ['deprovision:ben@example.com'],
        added: ['provision:new@example.com'],
        planned: file.checksum,
        now: 'other',
      },
    });
    expect(error.message).toContain('no longer needed or possible: deprovision:ben@example.com');
    expect(error.message).toContain('new: provision:new@example.com');
    expect(error.message).toContain('Nothing was sent to Dropbox.');
  });

  test('with the same changes in another shape is refused as well', async () => {
    const plan = planWith([provision('ana@example.com'), deprovision('ben@example.com')], {
      checksum: 'other',
    });
    const error = await refusalOf(() => agree(planFile(), plan));
    expect(error.message).toContain('the same changes with other details or in another order');
  });

  test('names ten differences and counts the rest', async () => {
    const changes = Array.from({ length: 13 }, (_, index) => provision(`p${String(index)}@example.com`));
    const error = await refusalOf(() =>
      agree(planFile({ changes: [] }), planWith(changes, { checksum: 'other' })),
    );
    expect(error.message).toContain('provision:p9@example.com and 3 more');
    expect(error.message).not.toContain('p10@');
    expect(error).toBeInstanceOf(TeamsyncError);
  });

  test('of a run that is carried on may have less left to do, and nothing else', async () => {
    const file = planFile();
    const rest = planWith([provision('ana@example.com')], { checksum: 'other' });
    await agree(file, rest, 'run-1');
    const more = planWith([provision('ana@example.com'), provision('new@example.com')], {
      checksum: 'other',
    });
    expect(await refusalOf(() => agree(file, more, 'run-1'))).toMatchObject({ code: 'plan_stale' });
  });

  test.each<[string, Change]>([
    ['suspended', unsuspend('ana@example.com')],
    ['spelled differently', update('ana@example.com', { surname: 'A' }, { surname: 'B' })],
    ['outside of a group', join('ana@example.com', 'Engineering')],
    ['in a group too many', leave('ana@example.com', 'Sales')],
    ['with another role', appoint('ana@example.com')],
  ])('of a run that is carried on may find somebody who came back %s', async (_how, change) => {
    const file = planFile({ changes: [{ ...recover('ana@example.com') }] });
    const now = planWith([change], { checksum: 'other' });
    await agree(file, now, 'run-1');
    expect(await refusalOf(() => agree(planFile({ changes: [] }), now, 'run-1'))).toMatchObject({
      code: 'plan_stale',
      details: { added: [change.id] },
    });
  });

  test('of a run that is carried on never finds somebody to suspend who came back', async () => {
    const file = planFile({ changes: [{ ...recover('ana@example.com') }] });
    const now = planWith([suspend('ana@example.com')], { checksum: 'other' });
    expect(await refusalOf(() => agree(file, now, 'run-1'))).toMatchObject({ code: 'plan_stale' });
  });
});
