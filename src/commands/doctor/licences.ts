import type { Actual } from '../../team.ts';
import { fine, odd, type Finding } from './finding.ts';

const NAME = 'licences';

/** How many licences the team has, and whether one is left for somebody new. */
export function checkLicences({ team }: Actual): Finding {
  const { licensed, used, free } = team.licences;
  const message = `${team.name} has ${String(licensed)} licences: ${String(used)} used, ${String(free)} free.`;
  if (free > 0) return fine(NAME, message);
  return odd(
    NAME,
    message,
    'New people wait until one is free. Buy some in the Admin Console, or let runs do so: safety.allowPurchase.',
  );
}
