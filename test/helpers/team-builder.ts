import type { z } from 'zod';
import { planChanges } from '../../src/plan/plan.ts';
import type { Plan, PlanInput } from '../../src/plan/types.ts';
import { settingsSchema } from '../../src/settings/schema.ts';
import type { Actual, Member, MemberStatus, Person } from '../../src/team.ts';
import { refuseImpossible } from './impossible-teams.ts';
import { NOTHING_REMEMBERED } from './memory.ts';

type SettingsPatch = z.input<typeof settingsSchema>;
/** What a run is given beside the roster, the team and the settings. */
type RunPatch = Partial<Omit<PlanInput, 'desired' | 'actual' | 'settings'>>;
interface Setting {
  patches: readonly SettingsPatch[];
  run: RunPatch;
  licensed: number;
  /** Seats that Dropbox counts beyond the living full members listed. */
  unlistedSeats: number;
  admin: Actual['admin'];
  /** `null` as long as they do not matter, and then they are not read. */
  offered: Pick<Actual, 'groups' | 'roles'>;
  listing: Partial<Actual['listing']>;
}

/** A Monday morning, UTC. */
export const NOW = new Date('2026-03-02T10:00:00Z');
export const ADMIN = 'admin@example.com';
const ORDINARY: Setting = {
  patches: [],
  run: {},
  licensed: 100_000,
  unlistedSeats: 0,
  admin: { memberId: `dbmid:${ADMIN}`, email: ADMIN },
  offered: { groups: null, roles: null },
  listing: {},
};

/** Every action on and limits that never bite. */
export const EVERYTHING_ON = {
  provision: { enabled: true },
  suspend: { enabled: true },
  deprovision: { enabled: true, unlisted: 'deprovision' },
  update: { enabled: true },
  safety: { maxDeprovisions: '100%', maxSuspensions: '100%' },
} as const satisfies SettingsPatch;

/** A roster row with nothing special about it. */
export function person(fields: Partial<Person> & { email: string }): Person {
  return {
    givenName: null,
    surname: null,
    externalId: null,
    wanted: 'active',
    assignedBy: [],
    groups: null,
    transferTo: null,
    previousEmail: null,
    role: null,
    priority: null,
    line: 2,
    ...fields,
  };
}

/** A member with nothing special about them; the dates follow from the status. */
export function member(fields: Partial<Member> & { email: string }): Member {
  const { status = 'active' } = fields;
  return {
    id: `dbmid:${fields.email}`,
    externalId: null,
    secondaryEmails: [],
    givenName: '',
    surname: '',
    recoverable: false,
    membership: 'full',
    roles: [],
    groups: ['g:everyone'],
    ...inStatus(status),
    ...fields,
  };
}

function inStatus(status: MemberStatus) {
  const joined = status === 'active' || status === 'suspended';
  return {
    status,
    emailVerified: joined,
    invitedOn: status === 'invited' ? '2026-03-01T10:00:00Z' : null,
    joinedOn: joined ? '2025-01-01T00:00:00Z' : null,
    suspendedOn: status === 'suspended' ? '2026-02-01T00:00:00Z' : null,
  };
}

/** A roster and a team, with the settings and circumstances of a run. Every method answers a new world. */
export class World {
  readonly people: readonly Person[];
  readonly members: readonly Member[];
  readonly #setting: Setting;

  constructor(people: readonly Person[], members: readonly Member[], setting: Setting = ORDINARY) {
    this.people = people;
    this.members = members;
    this.#setting = setting;
  }

  /** Changes the row with this external id, else the one with this address, else adds one at the end. */
  withPerson(fields: Partial<Person> & { email: string }): World {
    const next = merged(this.people, fields, (count) => person({ line: count + 2, ...fields }));
    return new World(next, this.members, this.#setting);
  }

  /** Changes the member with this id or external id, else the one with this address, else adds one at the end. */
  withMember(fields: Partial<Member> & { email: string }): World {
    const dates = fields.status === undefined ? {} : inStatus(fields.status);
    const next = merged(this.members, { ...dates, ...fields }, () => member(fields));
    return new World(this.people, next, this.#setting);
  }

  withoutPerson(email: string): World {
    const left = this.people.filter((one) => one.email !== email);
    return new World(left, this.members, this.#setting);
  }

  withoutMember(email: string): World {
    const left = this.members.filter((one) => one.email !== email);
    return new World(this.people, left, this.#setting);
  }

  /** Sets some settings and leaves the others as they are. */
  settings(patch: SettingsPatch): World {
    return this.#with({ patches: [...this.#setting.patches, patch] });
  }

  /** Sets circumstances of the run: holds, `--only`, limits, the clock and the like. */
  given(run: RunPatch): World {
    return this.#with({ run: { ...this.#setting.run, ...run } });
  }

  licences(licensed: number, unlistedSeats = 0): World {
    return this.#with({ licensed, unlistedSeats });
  }

  /** How many free licences are left beside those of the living members. */
  freeLicences(free: number): World {
    return this.licences(this.#living() + free);
  }

  authorizedBy(admin: Actual['admin']): World {
    return this.#with({ admin });
  }

  /** What the team has of groups and roles, as far as they are read. */
  offering(offered: Partial<Setting['offered']>): World {
    return this.#with({ offered: { ...this.#setting.offered, ...offered } });
  }

  listing(listing: Partial<Actual['listing']>): World {
    return this.#with({ listing });
  }

  /** What the planner gets; throws when Dropbox could not have such a team. */
  input(): PlanInput {
    refuseImpossible(this.members);
    return {
      desired: this.people,
      actual: this.actual(),
      settings: settingsOf(this.#setting.patches),
      now: NOW,
      ...NOTHING_REMEMBERED,
      holds: [],
      recent: { deprovisions: 0, suspensions: 0 },
      only: [],
      limits: {},
      acceptListing: false,
      ...this.#setting.run,
    };
  }

  actual(): Actual {
    const { licensed, unlistedSeats, admin, offered, listing } = this.#setting;
    const used = this.#living() + unlistedSeats;
    const listed = this.members.filter(({ status }) => status !== 'removed').length;
    return {
      team: { id: 'dbtid:1', name: 'Acme', licences: { licensed, used, free: Math.max(0, licensed - used) } },
      admin,
      members: [...this.members],
      ...offered,
      listing: { complete: true, listed, counted: listed, ...listing },
    };
  }

  #living(): number {
    return this.members.filter((one) => one.status !== 'removed' && one.membership === 'full').length;
  }

  #with(part: Partial<Setting>): World {
    return new World(this.people, this.members, { ...this.#setting, ...part });
  }
}

/** A team of `n` people and the admin who authorized, exactly as the roster has them: `p1@example.com` has `E1` and so on. */
export function inSync(n: number): World {
  const numbers = Array.from({ length: n }, (_, index) => index + 1);
  const profile = (i: number) => ({
    email: `p${String(i)}@example.com`,
    givenName: `Given${String(i)}`,
    surname: `Surname${String(i)}`,
    externalId: `E${String(i)}`,
  });
  const admin = { email: ADMIN, givenName: 'Ada', surname: 'Admin', externalId: 'E-admin' };
  return new World(
    [person({ ...admin, line: 2 }), ...numbers.map((i) => person({ ...profile(i), line: i + 2 }))],
    [
      member({ ...admin, roles: [{ id: 'pid_dbtmr:full', name: 'Team' }] }),
      ...numbers.map((i) => member(profile(i))),
    ],
  );
}

export function planOf(world: World): Plan {
  return planChanges(world.input());
}

/** The defaults with all patches on top, section by section. */
function settingsOf(patches: readonly SettingsPatch[]): PlanInput['settings'] {
  const sections: Record<string, object> = {};
  for (const [name, section] of patches.flatMap((patch) => Object.entries(patch))) {
    sections[name] = { ...sections[name], ...section };
  }
  return settingsSchema.parse(sections);
}

function merged<T extends { email: string; externalId: string | null; id?: string }>(
  list: readonly T[],
  fields: Partial<T> & { email: string },
  create: (count: number) => T,
): T[] {
  const key = fields.id === undefined ? 'externalId' : 'id';
  const byId = list.findIndex((one) => fields[key] != null && one[key] === fields[key]);
  const at = byId === -1 ? list.findIndex(({ email }) => email === fields.email) : byId;
  if (at === -1) return [...list, create(list.length)];
  return list.map((one, i) => (i === at ? { ...one, ...fields } : one));
}
