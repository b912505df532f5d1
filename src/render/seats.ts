import { count } from './layout.ts';
import type { RunReport } from './report.ts';

/** The licences before and after a plan, and how many of them it would take to do everything. */
export function seatsText({ seats, blocked }: Pick<RunReport, 'seats' | 'blocked'>): string {
  const { before, after, taken, freed, purchased } = seats;
  const { licensed, used, free } = before;
  const missing = blocked.filter(({ code }) => code === 'no_licence').length;
  return [
    `${String(licensed)} owned, ${String(used)} used, ${String(free)} free`,
    ...(taken === 0 && freed === 0
      ? []
      : [
          `; this plan takes ${String(taken)} and frees ${String(freed)}, then ${String(after.used)} used, ${String(after.free)} free`,
        ]),
    ...(purchased === 0 ? [] : [`, ${count(purchased, 'licence', 'licences')} to be BOUGHT`]),
    ...(missing === 0 ? [] : [`; ${count(missing, 'licence is', 'licences are')} MISSING`]),
  ].join('');
}
