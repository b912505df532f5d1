import type { Status } from './fields.ts';
import type { FieldName } from './row.ts';

/** What a column of an export may hold: a field, or what takes part in one. */
export type ColumnKind =
  | FieldName
  /** The name that a person signs in with: the e-mail where there is no mail address. */
  | 'login'
  /** The address that a person is about to get. */
  | 'newEmail';

/** How one system spells the rosters that it exports. */
export interface Dialect {
  name: DialectName;
  /** As people call it. */
  title: string;
  /** The headers of any one of these lists together tell that a file is one of its exports. */
  signs: readonly (readonly string[])[];
  /** The same, to the letter: where only capitals and spaces tell an export from a roster of ours. */
  spelt: readonly (readonly string[])[];
  /** Headers beyond ours. Of the headers of one kind the first ones count; later ones only without them. */
  columns: Readonly<Partial<Record<ColumnKind, readonly (readonly string[])[]>>>;
  /** Status words beyond ours, or with another meaning. */
  words: ReadonlyMap<string, Status>;
}

export type DialectName =
  'teamsync' | 'okta' | 'google' | 'entra' | 'microsoft365' | 'bamboohr' | 'dropbox' | 'scim';

/** Rosters of our own. */
export const TEAMSYNC: Dialect = {
  name: 'teamsync',
  title: 'teamsync',
  signs: [],
  spelt: [],
  columns: {},
  words: new Map(),
};

/** Users of SCIM 2.0 (RFC 7643), which come as JSON alone. */
export const SCIM: Dialect = { ...TEAMSYNC, name: 'scim', title: 'SCIM' };

const words = (status: Status, ...names: string[]): [string, Status][] => names.map((name) => [name, status]);

/** People lists have bare names; reports and logs put one of these before each. */
const OKTA_PREFIXES = ['', 'user.', 'profile.', 'user.profile.'] as const;

const okta = (...names: string[]): string[] =>
  OKTA_PREFIXES.flatMap((prefix) => names.map((name) => prefix + name));

const OKTA: Dialect = {
  name: 'okta',
  title: 'Okta',
  signs: OKTA_PREFIXES.flatMap((prefix) =>
    ['email', 'firstName', 'lastName', 'status'].map((name) => [`${prefix}login`, prefix + name]),
  ),
  spelt: [],
  columns: {
    email: [okta('email')],
    login: [okta('login')],
    givenName: [okta('firstName')],
    surname: [okta('lastName')],
    externalId: [okta('id', 'userId')],
    status: [okta('status')],
  },
  words: new Map([
    ...words('active', 'staged', 'provisioned', 'pending user action', 'recovery', 'password reset'),
    ...words('active', 'password expired', 'locked out'),
    ...words('unassigned', 'deactivated'),
  ]),
};

const GOOGLE: Dialect = {
  name: 'google',
  title: 'Google Workspace',
  signs: [
    ['Email Address', 'First Name', 'Last Name'],
    ['Email Address', 'New Primary Email'],
    ['Email Address', 'Org Unit Path'],
  ],
  spelt: [],
  columns: {
    email: [['Email Address']],
    newEmail: [['New Primary Email']],
    externalId: [['Employee ID']],
  },
  words: new Map(),
};

const ENTRA: Dialect = {
  name: 'entra',
  title: 'Microsoft Entra',
  signs: [['userPrincipalName']],
  spelt: [],
  columns: {
    email: [['mail']],
    login: [['userPrincipalName']],
    externalId: [['employeeId'], ['id', 'objectId']],
    status: [['accountEnabled']],
  },
  words: new Map(words('active', 'true')),
};

/** The list of active users of the Microsoft 365 admin center, which says who is blocked instead of who is enabled. */
const MICROSOFT_365: Dialect = {
  name: 'microsoft365',
  title: 'Microsoft 365',
  signs: [['User principal name', 'Block credential']],
  spelt: [],
  columns: {
    login: [['User principal name']],
    externalId: [['Object Id']],
    status: [['Block credential']],
  },
  words: new Map([...words('active', 'false'), ...words('suspended', 'true')]),
};

const BAMBOOHR: Dialect = {
  name: 'bamboohr',
  title: 'BambooHR',
  signs: [['Work Email']],
  spelt: [],
  columns: {
    email: [['Work Email']],
    externalId: [['Employee #', 'Employee Number', 'Employee ID']],
  },
  words: new Map(),
};

const DROPBOX: Dialect = {
  name: 'dropbox',
  title: 'Dropbox',
  signs: [
    ['Email', 'Company-managed groups'],
    ['Email Address', 'Company-managed groups'],
    ['Email', 'Join date'],
    ['Email Address', 'Join date'],
  ],
  spelt: [['Email', 'First name', 'Last name', 'Status']],
  columns: { email: [['Email Address']] },
  words: new Map(words('active', 'invited')),
};

/** Every dialect that the headers of a table can tell; where two fit equally well, the first. */
export const TABLE_DIALECTS: readonly Dialect[] = [OKTA, MICROSOFT_365, ENTRA, BAMBOOHR, DROPBOX, GOOGLE];
