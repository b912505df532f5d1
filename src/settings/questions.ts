import { type PartialSettings, parseValue, type SettingKey } from './keys.ts';
import type { Choice } from './prompts.ts';

/** What stands for null in a text answer: clearing a line that has a preset would bring the preset back. */
export const NOBODY = 'none';

interface Common {
  key: SettingKey;
  message: string;
  /** Whether the answers so far leave anything to ask. */
  when?: (answers: PartialSettings) => boolean;
  /** What the setting must be where it is not asked, because nothing else is possible. */
  otherwise?: unknown;
}

/** A question about one setting. */
export type Question = Common &
  (
    | { kind: 'yesNo' }
    | { kind: 'choose' | 'chooseSeveral'; choices: readonly Choice[] }
    | { kind: 'text'; parse: (text: string) => unknown }
  );

/** An action with the question whether it is wanted, and those that follow from a yes. */
export interface ActionQuestions {
  enabled: SettingKey;
  message: string;
  details: readonly Question[];
}

const methodIs =
  (...methods: string[]) =>
  (answers: PartialSettings): boolean =>
    methods.some((method) => answers.get('deprovision.method') === method);

/** Digits are a number; anything else stays text, for the schema to refuse by its own words. */
const parseDays = (text: string): unknown => (/^\d+$/.test(text.trim()) ? Number(text) : text);

const parseEmail = (text: string): unknown => (['', NOBODY].includes(text.trim()) ? null : text.trim());

const PROVISION: ActionQuestions = {
  enabled: 'provision.enabled',
  message: 'Provision: create accounts for assigned people who have none?',
  details: [
    {
      kind: 'yesNo',
      key: 'provision.silent',
      message:
        'Silently? Yes: nobody is told, and they must come in through single sign-on. No: Dropbox sends a welcome e-mail, and the person accepts and chooses a password.',
    },
    {
      kind: 'yesNo',
      key: 'provision.recover',
      message:
        'Bring back an account removed less than 7 days ago, with its files, instead of waiting to create a new one?',
    },
    {
      kind: 'yesNo',
      key: 'provision.directoryRestricted',
      message: 'Hide new people from the directory of the team?',
    },
  ],
};

const SUSPEND: ActionQuestions = {
  enabled: 'suspend.enabled',
  message:
    'Suspend: take access from people whom the roster calls suspended, and give it back when it no longer does?',
  details: [
    {
      kind: 'yesNo',
      key: 'suspend.wipeData',
      message:
        'Delete the data on the linked devices of people who are suspended? Nothing brings it back there.',
    },
    {
      kind: 'choose',
      key: 'suspend.invited',
      message: 'Somebody who has not accepted the invitation yet cannot be suspended. What then?',
      choices: [
        { value: 'report', name: 'report it and leave the invitation open' },
        { value: 'cancel', name: 'withdraw the invitation (needs deprovision to be enabled)' },
      ],
    },
  ],
};

const DEPROVISION: ActionQuestions = {
  enabled: 'deprovision.enabled',
  message: 'Deprovision: take people off the team who should no longer have Dropbox?',
  details: [
    {
      kind: 'choose',
      key: 'deprovision.method',
      message: 'What becomes of their accounts?',
      choices: [
        { value: 'remove', name: 'removed; they can be brought back for 7 days' },
        { value: 'suspend', name: 'suspended; they keep their files and their licence' },
        { value: 'downgrade', name: 'kept by the person as a personal account outside the team' },
      ],
    },
    {
      kind: 'yesNo',
      key: 'deprovision.wipeData',
      message: 'Delete the data on the linked devices of people who leave? Nothing brings it back there.',
      when: methodIs('remove', 'suspend'),
      otherwise: false,
    },
    {
      kind: 'text',
      key: 'deprovision.afterDays',
      message: 'Suspend them first and end the account after how many days? 0: at once.',
      parse: parseDays,
      when: methodIs('remove', 'downgrade'),
      otherwise: 0,
    },
    {
      kind: 'text',
      key: 'deprovision.transferTo',
      message:
        'Who gets the files of a removed person whose roster row names nobody? An e-mail address, or none. Transferred files rule out bringing the account back.',
      parse: parseEmail,
      when: methodIs('remove'),
      otherwise: null,
    },
    {
      kind: 'text',
      key: 'deprovision.transferAdmin',
      message:
        'Which admin hears of failed transfers? An e-mail address, or none for the admin who authorized.',
      parse: parseEmail,
      when: methodIs('remove'),
    },
    {
      kind: 'yesNo',
      key: 'deprovision.retainTeamShares',
      message: 'Do they keep access to what was shared with them in the team?',
      when: methodIs('downgrade'),
      otherwise: false,
    },
    {
      kind: 'choose',
      key: 'deprovision.unlisted',
      message: 'What about members who are not in the roster at all?',
      choices: [
        { value: 'managed', name: 'only those leave whom an earlier roster of this team named' },
        { value: 'deprovision', name: 'takes everybody off who is not in the roster, whoever added them' },
        { value: 'report', name: 'nobody leaves; they are listed' },
      ],
    },
  ],
};

const UPDATE: ActionQuestions = {
  enabled: 'update.enabled',
  message: 'Update: overwrite profiles on Dropbox with what the roster says?',
  details: [
    {
      kind: 'chooseSeveral',
      key: 'update.fields',
      message: 'Which parts of a profile?',
      choices: [
        { value: 'name', name: 'first and last name' },
        { value: 'email', name: 'e-mail address, which is also how the person signs in' },
        { value: 'externalId', name: 'external id' },
      ],
    },
  ],
};

const GROUPS: ActionQuestions = {
  enabled: 'groups.enabled',
  message: 'Groups: let the roster decide who is in mapped Dropbox groups?',
  details: [
    {
      kind: 'text',
      key: 'groups.map',
      message:
        'Which groups? JSON such as {"eng": "Engineering"}, roster name first; {"*": "*"} maps all by equal names. All others are left alone.',
      parse: parseValue,
    },
    { kind: 'yesNo', key: 'groups.create', message: 'Create mapped groups that the team does not have?' },
  ],
};

/** The dialogue of `settings edit`, in its order. */
export const ACTIONS: readonly ActionQuestions[] = [PROVISION, SUSPEND, DEPROVISION, UPDATE, GROUPS];
