const GIVEN = ['Ana', 'Ben', 'Carla', 'Dmitri', 'Elif', 'Femi', 'Greta', 'Hugo', 'Iris', 'Jonas', 'Zoë'];
const SURNAMES = ['Lopez', 'Okafor', 'Rossi', 'Volkov', 'Kaya', 'Adeyemi', 'Lind', 'Martin', 'Chen', 'Weiß'];
const GROUPS = ['design', 'eng', 'finance', 'people', 'sales', 'support', 'warehouse'];
const DIGITS = 7;

/** Somebody of the measured company, who is nothing but a number. */
export interface Someone {
  givenName: string;
  surname: string;
  email: string;
  externalId: string;
  group: string;
}

/** The person with this number, always the same. */
export function someone(number: number): Someone {
  const givenName = pick(GIVEN, number);
  const surname = pick(SURNAMES, number);
  const digits = String(number).padStart(DIGITS, '0');
  return {
    givenName,
    surname,
    email: `${plain(givenName)}.${plain(surname)}.${digits}@example.com`,
    externalId: `E${digits}`,
    group: pick(GROUPS, number),
  };
}

/** The number in the address of somebody. */
export function numberInEmail(email: string): number {
  return Number(/(\d+)@/.exec(email)?.[1]);
}

function pick(list: readonly string[], number: number): string {
  return list[number % list.length] ?? '';
}

function plain(name: string): string {
  return name.toLowerCase().replace('ë', 'e').replace('ß', 'ss');
}
