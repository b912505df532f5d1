import type { Remembered } from '../../src/plan/types.ts';
import { checkSeed, type SandboxSeed } from '../../src/sandbox/seed-file.ts';
import type { SandboxSnapshot } from '../../src/sandbox/snapshot.ts';
import { accountEmail, ADMIN, idOf, rowEmail, type Place } from './random-places.ts';
import type { RandomTeam } from './random-teams.ts';

const DAY_MS = 86_400_000;
/** Still recoverable, and long gone. */
const REMOVED_DAYS = { removed: 2, gone: 30 };

/** What every random team has. */
const GROUPS = [
  { name: 'Engineering', management: 'company_managed' },
  { name: 'ops', management: 'company_managed' },
  { name: 'Chess', management: 'user_managed' },
  { name: 'Secret', management: 'company_managed' },
];

const HEADER = 'email,first_name,last_name,external_id,status,role,transfer_to,priority';

/** The team as the sandbox begins with it. */
export function seedOf({ places, spare }: Pick<RandomTeam, 'places' | 'spare'>): SandboxSeed {
  const members = places.flatMap((place, index) =>
    place.account === 'none' ? [] : [memberOf(place, index)],
  );
  const living = places.filter(isLiving).length + 1;
  const admin = { email: ADMIN, roles: ['team_admin'], admin: true };
  const seed = checkSeed({
    version: 1,
    team: { name: 'Random', licences: Math.max(1, living + spare) },
    members: [admin, ...members],
    groups: GROUPS.map((group) => ({ ...group, members: membersOf(group.name, places) })),
  });
  if ('problems' in seed) throw new Error(seed.problems.join('\n'));
  return seed;
}

function isLiving({ account }: Place): boolean {
  return account === 'active' || account === 'invited' || account === 'suspended';
}

function memberOf(place: Place, index: number): object {
  const { account, identified, isAdmin, days } = place;
  return {
    email: accountEmail(index),
    givenName: 'Pat',
    surname: `Doe${String(index)}`,
    ...(identified ? { externalId: idOf(index) } : {}),
    ...(isAdmin && isLiving(place) ? { roles: ['support_admin'] } : {}),
    ...(account === 'gone' || account === 'removed'
      ? { status: 'removed', removedDaysAgo: REMOVED_DAYS[account] }
      : { status: account }),
    ...(account === 'invited' ? { invitedDaysAgo: days } : {}),
    ...(account === 'suspended' ? { suspendedDaysAgo: days } : {}),
  };
}

function membersOf(group: string, places: readonly Place[]): string[] {
  return places.flatMap((place, index) =>
    isLiving(place) && place.isIn.includes(group) ? [accountEmail(index)] : [],
  );
}

/** What no seed can say: edits of members, as the control interface takes them. */
export function editsOf({ places }: RandomTeam): object[] {
  return places.flatMap((place, index): object[] => {
    const email = accountEmail(index);
    if (isAltered(place)) return [{ email, set: { email: alteredEmail(index) } }];
    const isUnverified = !place.isVerified && isLiving(place) && place.account !== 'invited';
    return isUnverified ? [{ email, set: { emailVerified: false } }] : [];
  });
}

function isAltered({ account, past }: Place): boolean {
  return account === 'removed' && past.isAltered;
}

function alteredEmail(index: number): string {
  return `deleted${String(index)}@example.com`;
}

/** The roster as a CSV file. */
export function rosterOf({ places, tellsGroups }: RandomTeam): string {
  const header = tellsGroups ? `${HEADER},groups` : HEADER;
  const rows = places.flatMap((place, index) => {
    if (place.row === 'none') return [];
    const { respelled, identified, row, role, priority, groups } = place;
    const names = [respelled ? 'Patricia' : 'Pat', `Doe${String(index)}`];
    const cells = [rowEmail(place, index), ...names, identified ? idOf(index) : '', row, role];
    const more = [heirOf(place, places) ?? '', String(priority ?? '')];
    return [[...cells, ...more, ...(tellsGroups ? [groups.join(';')] : [])].join(',')];
  });
  const admin = [ADMIN, '', '', '', 'active', '', '', '', ...(tellsGroups ? [''] : [])];
  return [header, admin.join(','), ...rows, ''].join('\n');
}

/** The address of whoever is to get the files of a place, as the roster has it; `null` for nobody. */
export function heirOf({ heir }: Place, places: readonly Place[]): string | null {
  if (heir === null) return null;
  const index = heir % (places.length + 1);
  const place = places[index];
  if (place === undefined) return ADMIN;
  return place.row === 'none' ? accountEmail(index) : rowEmail(place, index);
}

/** What earlier runs remember of the team, once the sandbox has it; `null` where there were none. */
export function memoryOf(
  { places, isKnown }: RandomTeam,
  { members, now }: SandboxSnapshot,
): Remembered | null {
  if (!isKnown) return null;
  const memory = {
    known: true,
    managed: new Set<string>(),
    suspendedByDeprovision: new Set<string>(),
    reminded: new Map<string, number>(),
    cancelled: new Map<string, string>(),
    removed: new Map<string, { email: string; externalId: string | null; removedOn: string }>(),
    reserved: new Map<string, string>(),
  };
  const ids = new Map(members.map(({ email, memberId }) => [email, memberId]));
  for (const [index, place] of places.entries()) {
    const email = accountEmail(index);
    const id = ids.get(isAltered(place) ? alteredEmail(index) : email);
    if (id === undefined) continue;
    const { account, past, identified } = place;
    if (past.isManaged) memory.managed.add(id);
    if (past.isSuspendedByUs && account === 'suspended') memory.suspendedByDeprovision.add(id);
    if (past.reminded > 0 && account === 'invited') memory.reminded.set(id, past.reminded);
    if (account === 'removed') {
      const removedOn = new Date(Date.parse(now) - REMOVED_DAYS.removed * DAY_MS).toISOString();
      memory.removed.set(id, { email, externalId: identified ? idOf(index) : null, removedOn });
    }
  }
  return memory;
}
