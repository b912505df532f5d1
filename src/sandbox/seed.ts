import { checkSeed, type SandboxSeed } from './seed-file.ts';

/** A seed or a list of faults cannot be used; `problems` names every reason with its place. */
export class SandboxInputError extends Error {
  override readonly name = 'SandboxInputError';
  readonly problems: string[];

  constructor(fileName: string, problems: string[]) {
    super(`${fileName} cannot be used by the sandbox:\n${problems.map((line) => `  ${line}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Parses JSON, or throws a `SandboxInputError` that names the file. */
export function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SandboxInputError(fileName, [
      `not JSON: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

function usable(value: unknown, fileName: string): SandboxSeed {
  const seed = checkSeed(value);
  if ('problems' in seed) throw new SandboxInputError(fileName, seed.problems);
  return seed;
}

/** Reads a seed file's text; throws a `SandboxInputError` with every problem. */
export function parseSeed(text: string, fileName: string): SandboxSeed {
  return usable(parseJson(text, fileName), fileName);
}

type Person = [givenName: string, surname: string, externalId: string | null, more?: Record<string, unknown>];

const REHEARSAL_LICENCES = 20;

const REHEARSAL: Person[] = [
  ['Olivia', 'Brandt', 'E01', { roles: ['team_admin'], admin: true }],
  ['Henrik', 'Dahl', 'E02', { roles: ['user_management_admin'] }],
  ['Ana', 'Lopez', 'E03'],
  ['Ben', 'Okafor', 'E04'],
  ['Carla', 'Rossi', 'E05'],
  ['Dmitri', 'Volkov', 'E06'],
  ['Elif', 'Kaya', 'E07', { status: 'suspended', suspendedDaysAgo: 14 }],
  ['Femi', 'Adeyemi', 'E08', { status: 'removed', removedDaysAgo: 2 }],
  ['Greta', 'Lind', 'E09'],
  ['Hugo', 'Martin', 'E10', { status: 'invited', invitedDaysAgo: 3 }],
  ['Iris', 'Chen', 'E11'],
  ['Jonas', 'Weber', 'E12'],
  ['Kofi', 'Mensah', 'E13'],
  ['Noor', 'Haddad', 'E14'],
  ['Pavel', 'Novak', 'E15'],
  ['Lena', 'Vogt', null],
  ['Marta', 'Silva', 'E18', { status: 'removed', removedDaysAgo: 40 }],
];

const REHEARSAL_GROUPS = [
  { name: 'Engineering', members: ['ana.lopez', 'ben.okafor', 'carla.rossi'] },
  { name: 'Sales', members: ['dmitri.volkov', 'greta.lind'] },
  { name: 'Book Club', management: 'user_managed', members: ['ana.lopez', 'iris.chen'] },
];

/** The team that a new sandbox starts with. */
export function builtInSeed(): SandboxSeed {
  const members = REHEARSAL.map(([givenName, surname, externalId, more]) => ({
    email: `${givenName}.${surname}@example.com`,
    givenName,
    surname,
    externalId,
    ...more,
  }));
  const groups = REHEARSAL_GROUPS.map((group) => ({
    ...group,
    members: group.members.map((name) => `${name}@example.com`),
  }));
  const team = { name: 'Rehearsal', licences: REHEARSAL_LICENCES };
  return usable({ version: 1, team, members, groups }, 'built-in seed');
}

const GIVEN_NAMES = ['Ada', 'Bela', 'Chidi', 'Dana', 'Emil', 'Fatou', 'Gil', 'Hana', 'Ivo', 'June', 'Karim'];
const SURNAMES = ['Abel', 'Berg', 'Costa', 'Duarte', 'Eriksen', 'Fischer', 'Gomez', 'Hoang', 'Ito', 'Jansen'];
const NUMBER_WIDTH = 4;
const SPARE_SHARE = 0.1;
const SPARE_SEATS = 10;

/** A team of so many active members, the same one every time; the first is the admin. */
export function generateSeed(count: number): SandboxSeed {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new SandboxInputError('--members', [
      `"${String(count)}" is not a number of members; give 1 or more`,
    ]);
  }
  const members = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(NUMBER_WIDTH, '0');
    return {
      email: `person${number}@example.com`,
      givenName: GIVEN_NAMES[index % GIVEN_NAMES.length],
      surname: SURNAMES[index % SURNAMES.length],
      externalId: `P${number}`,
      ...(index === 0 ? { roles: ['team_admin'], admin: true } : {}),
    };
  });
  const licences = count + Math.ceil(count * SPARE_SHARE) + SPARE_SEATS;
  return usable({ version: 1, team: { name: `Team of ${String(count)}`, licences }, members }, '--members');
}
