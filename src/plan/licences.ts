import type { Licences } from '../team.ts';
import { byRosterOrder, bySeatOrder, only, type Candidate } from './order.ts';
import type { ProvisionChange, RecoverChange, SeatOptions } from './change.ts';
import type { Blocked, PlanInput, Seats } from './types.ts';
import type { Subject } from './verdict.ts';

type Joining = ProvisionChange | RecoverChange;

export interface Seating {
  /** Who fits into the licences that are free now, in roster order. */
  now: Joining[];
  /** Who takes a seat that this plan's removals free, then those for whom one is bought; who comes first gets one first. */
  later: Joining[];
  blocked: { subject: Subject; item: Blocked }[];
  seats: Seats;
}

/** Seats everybody who comes back, then everybody who is new, into what is free and what the removals beside them free. */
export function seatJoiners(
  candidates: readonly Candidate[],
  { actual, settings }: Pick<PlanInput, 'actual' | 'settings'>,
): Seating {
  const joiners = [
    ...only(candidates, 'recover').sort(bySeatOrder),
    ...only(candidates, 'provision').sort(bySeatOrder),
  ];
  const freed = only(candidates, 'deprovision').filter(({ change }) => change.seats < 0).length;
  return assignSeats(joiners, freed, actual.team.licences, settings.safety.allowPurchase);
}

/**
 * Gives licences to joiners in the order given: the free ones first, then those that removals free, then bought ones. A
 * joiner whose account holds none (`seats` is 0) takes none.
 */
function assignSeats(
  joiners: readonly Candidate<Joining>[],
  freed: number,
  licences: Licences,
  allowPurchase: boolean,
): Seating {
  const seatless = joiners.filter(({ change }) => change.seats === 0);
  const takers = joiners.filter(({ change }) => change.seats > 0);
  // A team that uses more than it owns must free that many before a seat is open again.
  const fits = Math.max(licences.free, licences.licensed - licences.used + freed);
  const seatedNow = takers.slice(0, licences.free);
  const waiting = takers
    .slice(licences.free, fits)
    .map(({ change }) => seated(change, { waitsForSeat: true }));
  const rest = takers.slice(fits);
  const bought = allowPurchase ? rest.map(({ change }) => seated(change, { buysSeat: true })) : [];
  const later = [...waiting, ...bought];
  const without = allowPurchase ? [] : rest;
  return {
    now: [...seatless, ...seatedNow].sort(byRosterOrder).map(({ change }) => change),
    later,
    blocked: without.map(({ subject, change }) => ({
      subject,
      item: noLicence(change, without.length, freed, licences),
    })),
    seats: {
      before: licences,
      freed,
      taken: seatedNow.length + later.length,
      purchased: bought.length,
    },
  };
}

function seated(change: Joining, options: SeatOptions): Joining {
  switch (change.action) {
    case 'provision':
      return { ...change, options: { ...change.options, ...options } };
    case 'recover':
      return { ...change, options };
  }
}

function noLicence(change: Joining, missing: number, freed: number, { licensed, used }: Licences): Blocked {
  const licences = missing === 1 ? '1 licence is missing' : `${String(missing)} licences are missing`;
  const counts = `${String(licensed)} owned, ${String(used)} used, ${String(freed)} freed by this plan`;
  return {
    action: change.action,
    email: change.email,
    code: 'no_licence',
    message: `${change.name ?? change.email} gets no account: ${licences} (${counts}). Buy licences, or set safety.allowPurchase=true.`,
    until: null,
  };
}
