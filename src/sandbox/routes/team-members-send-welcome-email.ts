import { recordApplied } from '../applied.ts';
import { WELCOME_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireLiving, selectorSchema } from '../selector.ts';

/** `team/members/send_welcome_email`: mails an invited member once more; does nothing for anybody else. */
export const teamMembersSendWelcomeEmail = defineRoute({
  path: WELCOME_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument: selectorSchema,
  run({ team }, selector) {
    const member = requireLiving(team, selector);
    if (member.status === 'invited') {
      const { mailsSent, remindersSent } = team.state.counters;
      mailsSent.push(member.email);
      remindersSent.push(member.email);
      recordApplied(team, WELCOME_ROUTE, member.memberId);
    }
    return null;
  },
});
