import { expect, test } from 'vitest';
import { byEmail, refusalOf, startRig } from '../helpers.ts';

test('an invited member is mailed, each time', async () => {
  const { dbx, sandbox } = await startRig();
  expect((await dbx.teamMembersSendWelcomeEmail(byEmail('hugo.martin@example.com'))).result).toBeNull();
  await dbx.teamMembersSendWelcomeEmail({ '.tag': 'external_id', external_id: 'E10' });
  const twice = ['hugo.martin@example.com', 'hugo.martin@example.com'];
  expect(sandbox.snapshot().counters).toMatchObject({ mailsSent: twice, remindersSent: twice });
});

test('a mail that goes out with an invitation is no reminder', async () => {
  const { dbx, sandbox } = await startRig();
  await dbx.teamMembersAddV2({ new_members: [{ member_email: 'x@example.com' }] });
  await dbx.teamMembersSendWelcomeEmail(byEmail('hugo.martin@example.com'));
  expect(sandbox.snapshot().counters).toMatchObject({
    mailsSent: ['x@example.com', 'hugo.martin@example.com'],
    remindersSent: ['hugo.martin@example.com'],
  });
});

test('nobody else is mailed', async () => {
  const { dbx, sandbox } = await startRig();
  expect((await dbx.teamMembersSendWelcomeEmail(byEmail('ana.lopez@example.com'))).result).toBeNull();
  expect(sandbox.snapshot().counters).toMatchObject({ mailsSent: [], remindersSent: [], writes: 1 });
});

test('a stranger is user_not_found, a removed member user_not_in_team', async () => {
  const { dbx } = await startRig();
  expect(await refusalOf(dbx.teamMembersSendWelcomeEmail(byEmail('no@example.com')))).toBe('user_not_found');
  expect(await refusalOf(dbx.teamMembersSendWelcomeEmail(byEmail('marta.silva@example.com')))).toBe(
    'user_not_in_team',
  );
});

test('the selector stands at the top of the argument, not under "user"', async () => {
  const { post } = await startRig();
  const answer = await post('team/members/send_welcome_email', { user: byEmail('hugo.martin@example.com') });
  expect(answer.text).toMatch(/request body: missing '\.tag' key$/);
});
