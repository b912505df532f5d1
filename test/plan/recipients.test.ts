import { describe, expect, test } from 'vitest';
import { indexMembers } from '../../src/plan/index-members.ts';
import { handOver } from '../../src/plan/transfers.ts';
import type { Plan } from '../../src/plan/types.ts';
import { ADMIN, EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const mail = (local: string): string => `${local}@example.com`;
const [P1, BOSS, P3, P4] = [mail('p1'), mail('p2'), mail('p3'), mail('p4')] as const;
const ROLE = [{ id: 'pid_dbtmr:help', name: 'Support' }];
const leaves = (world: World, email: string, transferTo: string | null = null): World =>
  world.withPerson({ email, wanted: 'unassigned', transferTo });
const byRow = leaves(inSync(20).settings(EVERYTHING_ON), P1, BOSS);

/** Changes with who gets the files, then what is blocked. */
const outcome = (plan: Plan): string[] => [
  ...plan.changes.map(({ id, options }) => ('transferTo' in options ? `${id} → ${options.transferTo}` : id)),
  ...plan.blocked.map(({ email, code }) => `${email} ${code}`),
];
const message = (world: World): string => planOf(world).blocked[0]?.message ?? '';

describe('a chain of recipients', () => {
  const chain = leaves(leaves(byRow, BOSS, P3), P3, P4);

  test('leads to the first one who stays', () => {
    expect(outcome(planOf(chain))).toEqual([
      `deprovision:${P1} → ${P4}`,
      `deprovision:${BOSS} → ${P4}`,
      `deprovision:${P3} → ${P4}`,
    ]);
  });

  test('ends with whoever is kept on the way', () => {
    const kept = chain.settings({ safety: { protect: [BOSS] } });
    expect(outcome(planOf(kept))).toEqual([`deprovision:${P1} → ${BOSS}`, `deprovision:${P3} → ${P4}`]);
  });

  test('that ends nowhere blocks all of it, and the sentence names the last one', () => {
    const broken = leaves(chain, P3, mail('x'));
    expect(outcome(planOf(broken))).toEqual(
      [P1, BOSS, P3].map((email) => `${email} transfer_recipient_unknown`),
    );
    expect(message(broken)).toContain(
      `who leaves as well and hands on to ${mail('x')}, who is not on the team`,
    );
  });

  test('that is a ring blocks all of it, and those who lead into it', () => {
    const leaving = (...emails: string[]): string[] =>
      emails.map((email) => `${email} transfer_recipient_leaving`);
    expect(outcome(planOf(leaves(byRow, BOSS, P1)))).toEqual(leaving(P1, BOSS));
    expect(outcome(planOf(leaves(chain, P3, BOSS)))).toEqual(leaving(P1, BOSS, P3));
    expect(outcome(planOf(leaves(byRow, BOSS, BOSS)))).toEqual([
      ...leaving(P1),
      `${BOSS} transfer_recipient_same`,
    ]);
  });
});

describe('who hears of errors', () => {
  const told = (email: string, world = byRow): World =>
    world.settings({ deprovision: { transferAdmin: email } });
  const admin = byRow.withMember({ email: P3, roles: ROLE });

  test('is the admin whom the setting names', () => {
    expect(planOf(told(P3, admin)).changes[0]?.options).toMatchObject({
      transferAdmin: P3,
      transferAdminId: `dbmid:${P3}`,
    });
  });

  test.each<[string, World, string]>([
    ['is not on the team', told(mail('x')), 'unknown'],
    ['was removed', told(mail('x'), byRow.withMember({ email: mail('x'), status: 'removed' })), 'unknown'],
    ['is no admin', told(P3), 'not_admin'],
    [
      'is suspended',
      told(
        P3,
        admin.withMember({ email: P3, status: 'suspended' }).settings({ suspend: { enabled: false } }),
      ),
      'not_admin',
    ],
    [
      'leaves in this plan',
      told(P3, leaves(admin, P3).settings({ safety: { protectAdmins: false } })),
      'leaving',
    ],
    [
      'is suspended by this plan',
      told(
        P3,
        admin.withPerson({ email: P3, wanted: 'suspended' }).settings({ safety: { protectAdmins: false } }),
      ),
      'leaving',
    ],
    [
      'loses the role by this plan',
      told(
        P3,
        admin
          .withPerson({ email: P3, role: 'member' })
          .settings({ roles: { enabled: true } })
          .offering({ roles: ROLE }),
      ),
      'not_admin',
    ],
    ['authorized and has no role', byRow.withMember({ email: ADMIN, roles: [] }), 'not_admin'],
  ])('must not be somebody who %s', (_name, world, code) => {
    expect(planOf(world).blocked).toMatchObject([{ email: P1, code: `transfer_admin_${code}` }]);
    expect(message(world)).toContain('Set deprovision.transferAdmin');
  });

  test('is nobody where nobody knows who authorized', () => {
    const { actual, settings } = byRow.authorizedBy(null).input();
    const given = { index: indexMembers(actual.members), actual, settings: settings.deprovision };
    const giver = { email: P1, memberId: `dbmid:${P1}`, place: '--to', refusal: 'No file moves' };
    const found = handOver(giver, BOSS, given);
    expect(found).toMatchObject({ obstacle: { code: 'transfer_admin_unknown' } });
    expect('obstacle' in found ? found.obstacle.message : '').toContain(
      'the admin who authorized should hear',
    );
  });
});
