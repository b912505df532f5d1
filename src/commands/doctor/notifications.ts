import { WEBHOOK_VARIABLE } from '../../auth/environment.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Context } from '../context.ts';
import { readWebhook } from '../notify/webhook.ts';
import { examine, fine, odd, type Finding } from './finding.ts';

const NAME = 'notifications';

/** Whether a webhook can be used and has something to be told of; nothing is sent to it. */
export function checkNotifications({ outside }: Context, settings: Settings | null): Promise<Finding> {
  return examine(NAME, () => {
    if (readWebhook(outside.env) === null) {
      return fine(NAME, `None: ${WEBHOOK_VARIABLE} is not set.`);
    }
    const on = settings?.notify.on ?? [];
    if (settings === null || on.length > 0) {
      return fine(
        NAME,
        `Go to the webhook of ${WEBHOOK_VARIABLE}${on.length > 0 ? `: ${on.join(', ')}` : ''}.`,
      );
    }
    return odd(
      NAME,
      `${WEBHOOK_VARIABLE} is set, and notify.on names nothing to tell of.`,
      `Choose with: teamsync settings set 'notify.on=["failure","refusal"]'`,
    );
  });
}
