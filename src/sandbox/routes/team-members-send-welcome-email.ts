import { defineRoute } from '../route.ts';
import { requireLiving, selectorSchema } from '../selector.ts';

/** `team/members/send_welcome_email`: mails an invited member once more; does nothing for anybody else. */
export const teamMembersSendWelcomeEmail = defineRoute({
  path: 'team/members/send_welcome_email',
  scope: 'members.write',
  access: 'write',
  argument: selectorSchema,
  run({ team }, selector) {
    const member = requireLiving(team, selector);
    if (member.status === 'invited') team.state.counters.mailsSent.push(member.email);
    return null;
  },
});
