import { describe, expect, test } from 'vitest';
import type { MemberView } from '../../../src/render/members.ts';
import { rehearse } from '../../helpers/rehearsal.ts';

interface Listed {
  members: MemberView[];
}

const by = (status: string) => (one: MemberView) => one.status === status;

describe('member list', () => {
  test('lists everybody on the team, by address, with groups and role', async () => {
    const here = await rehearse();
    const { exitCode, data, warnings } = await here.ask<Listed>('member list');
    expect([exitCode, warnings]).toEqual([0, []]);
    const emails = data.members.map(({ email }) => email);
    expect(emails).toEqual(Object.keys(await here.members()).sort());
    expect(data.members.filter(by('removed'))).toEqual([]);
    expect(data.members.find(({ email }) => email === 'ana.lopez@example.com')).toEqual({
      email: 'ana.lopez@example.com',
      memberId: expect.stringMatching(/^dbmid:/) as string,
      externalId: 'E03',
      status: 'active',
      name: 'Ana Lopez',
      groups: ['Book Club', 'Engineering'],
      role: 'member',
    });
    expect(data.members.find(({ email }) => email === 'olivia.brandt@example.com')?.role).toBe('Team');
  });

  test.each([
    ['invited', ['hugo.martin@example.com']],
    ['suspended', ['elif.kaya@example.com']],
    ['removed', ['femi.adeyemi@example.com', 'marta.silva@example.com']],
  ])('--status %s lists only those', async (status, emails) => {
    const here = await rehearse();
    const { data } = await here.ask<Listed>(`member list --status ${status}`);
    expect(data.members.map(({ email }) => email)).toEqual(emails);
    expect(data.members.every(by(status))).toBe(true);
  });

  test('is a table for people, and says where there is nobody', async () => {
    const here = await rehearse();
    const { stdout } = await here.run('member list');
    expect(stdout).toMatch(/^EMAIL +STATUS +NAME +GROUPS +ROLE +EXTERNAL ID\n/);
    expect(stdout).toMatch(/\nhugo\.martin@example\.com +invited +Hugo Martin +member +E10\n/);
    await here.alter('hugo.martin@example.com', { status: 'active' });
    expect((await here.run('member list --status invited')).stdout).toBe(
      'No account of the team is invited.\n',
    );
  });

  test('--csv is safe to open in a spreadsheet', async () => {
    const here = await rehearse();
    await here.alter('ana.lopez@example.com', { surname: '=HYPERLINK("x")' });
    await here.alter('ben.okafor@example.com', { surname: 'Okafor, MD' });
    const { stdout, exitCode } = await here.run('member list --csv');
    const lines = stdout.trimEnd().split('\n');
    expect([exitCode, lines[0]]).toEqual([0, 'email,member_id,external_id,status,name,groups,role']);
    expect(lines).toHaveLength(16);
    expect(stdout).toContain('"Ana =HYPERLINK(""x"")"');
    expect(stdout).toContain('"Ben Okafor, MD"');
  });

  test('--json is the document, whatever --csv says', async () => {
    const here = await rehearse();
    expect((await here.ask<Listed>('member list --csv')).data.members).toHaveLength(15);
  });

  test('changes nothing and keeps no run', async () => {
    const here = await rehearse();
    await here.run('member list');
    expect((await here.ask<{ runs: unknown[] }>('history list')).data.runs).toEqual([]);
  });
});
