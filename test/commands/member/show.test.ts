import { describe, expect, test } from 'vitest';
import type { MemberDetails } from '../../../src/render/members.ts';
import { rehearse, type Rehearsal } from '../../helpers/rehearsal.ts';

const [ANA, FEMI, GRETA] = ['ana.lopez', 'femi.adeyemi', 'greta.lind'].map(
  (name) => `${name}@example.com`,
) as [string, string, string];

const show = async (here: Rehearsal, email: string): Promise<MemberDetails> =>
  (await here.ask<{ member: MemberDetails }>(`member show ${email}`)).data.member;

describe('member show', () => {
  test('shows somebody on the team, whatever the case of the address', async () => {
    const here = await rehearse();
    expect(await show(here, 'Ana.Lopez@Example.com')).toMatchObject({
      email: ANA,
      status: 'active',
      groups: ['Book Club', 'Engineering'],
      role: 'member',
      emailVerified: true,
      membership: 'full',
      recoverable: false,
    });
    const { stdout, exitCode } = await here.run(`member show ${ANA}`);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ana\.lopez@example\.com\n {2}Status +active\n/);
  });

  test('shows an account that was removed, as long as there is none that lives', async () => {
    const here = await rehearse();
    expect(await show(here, FEMI)).toMatchObject({ status: 'removed', recoverable: true });
    expect(await show(here, 'marta.silva@example.com')).toMatchObject({ recoverable: false });
    await here.run(`member provision marta.silva@example.com --yes`);
    expect(await show(here, 'marta.silva@example.com')).toMatchObject({ status: 'invited' });
  });

  test('finds a removed account by the address that it had when it was removed', async () => {
    const here = await rehearse();
    await here.run(`member deprovision ${GRETA} --yes`);
    await here.alter(GRETA, { email: 'greta.altered@example.com' });
    expect(await show(here, GRETA)).toMatchObject({
      email: 'greta.altered@example.com',
      status: 'removed',
      recoverable: true,
    });
  });

  test('of a stranger is refused with 7', async () => {
    const here = await rehearse();
    const { exitCode, error } = await here.ask('member show nobody@example.com');
    expect([exitCode, error?.code]).toEqual([7, 'unknown_member']);
    expect(error?.message).toBe('The team Rehearsal has no account nobody@example.com.');
    expect(error?.hint).toContain('teamsync member list --sandbox');
  });

  test('of what is no address is refused with 7', async () => {
    const here = await rehearse();
    expect((await here.ask('member show ana')).error).toMatchObject({ code: 'invalid_email' });
  });
});
