import * as z from 'zod';
import { authStatus, logout, token } from './auth.ts';
import { completionScript } from './completion.ts';
import { diagnosis } from './doctor.ts';
import { envelopeOf } from './envelope.ts';
import { explanation } from './explain.ts';
import { auditVerdict, runDetails, runList } from './history.ts';
import { holdList } from './hold.ts';
import { memberList, shownMember } from './member.ts';
import { printedSchema, rosterCheck, rosterDiff, rosterExport } from './roster.ts';
import { runReport } from './run.ts';
import { sandboxAddress, sandboxReset, sandboxTeam } from './sandbox.ts';
import { changedSettings, settingsPath, settingValue, shownSettings } from './settings.ts';
import { health } from './status.ts';

/** A document of `--json`: the commands that write it, and what its `data` are. */
export interface DocumentKind {
  /** Of its schema, and of its type in words with capitals. */
  name: string;
  commands: readonly [string, ...string[]];
  data: z.ZodType;
}

/** Every document of every command. */
export const DOCUMENTS = [
  {
    name: 'run',
    commands: [
      'reconcile',
      'plan',
      'apply',
      'undo',
      'member provision',
      'member suspend',
      'member unsuspend',
      'member deprovision',
      'member recover',
      'member transfer',
    ],
    data: runReport,
  },
  { name: 'explain', commands: ['explain'], data: explanation },
  { name: 'roster-check', commands: ['roster check'], data: rosterCheck },
  { name: 'roster-diff', commands: ['roster diff'], data: rosterDiff },
  { name: 'roster-export', commands: ['roster export'], data: rosterExport },
  { name: 'roster-schema', commands: ['roster schema'], data: printedSchema },
  { name: 'member-list', commands: ['member list'], data: memberList },
  { name: 'member-show', commands: ['member show'], data: shownMember },
  { name: 'hold', commands: ['hold add', 'hold list', 'hold remove'], data: holdList },
  { name: 'history-list', commands: ['history list'], data: runList },
  { name: 'history-show', commands: ['history show'], data: runDetails },
  { name: 'history-verify', commands: ['history verify'], data: auditVerdict },
  { name: 'status', commands: ['status'], data: health },
  { name: 'doctor', commands: ['doctor'], data: diagnosis },
  { name: 'auth-status', commands: ['auth status', 'auth dropbox'], data: authStatus },
  { name: 'auth-logout', commands: ['auth logout'], data: logout },
  { name: 'auth-token', commands: ['auth token'], data: token },
  { name: 'settings-show', commands: ['settings show'], data: shownSettings },
  { name: 'settings-get', commands: ['settings get'], data: settingValue },
  {
    name: 'settings-change',
    commands: ['settings set', 'settings unset', 'settings edit'],
    data: changedSettings,
  },
  { name: 'settings-path', commands: ['settings path'], data: settingsPath },
  { name: 'sandbox-show', commands: ['sandbox show'], data: sandboxTeam },
  { name: 'sandbox-start', commands: ['sandbox start'], data: sandboxAddress },
  { name: 'sandbox-reset', commands: ['sandbox reset'], data: sandboxReset },
  { name: 'completion', commands: ['completion'], data: completionScript },
] as const satisfies DocumentKind[];

const KINDS: readonly DocumentKind[] = DOCUMENTS;

/** The document of a command line of which no command was understood, such as `teamsync auth --json`. */
export const ANY_DOCUMENT = envelopeOf(z.string(), z.strictObject({}));

/** The kind of document that a command writes; undefined where there is no such command. */
export function kindOf(command: string): DocumentKind | undefined {
  return KINDS.find(({ commands }) => commands.includes(command));
}

/** The whole document of a kind, strict: a key that is not in it is an error. */
export function documentSchema({ commands, data }: DocumentKind): z.ZodType {
  return envelopeOf(z.enum(commands), data);
}
