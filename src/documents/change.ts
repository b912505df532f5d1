import * as z from 'zod';
import { changeBase, seatOptions } from './change-base.ts';
import { facts, groupFacts, roleFacts } from './facts.ts';
import { memberId, timestamp } from './scalars.ts';

const ofMember = { ...changeBase, memberId };
const wipeData = z.boolean().describe('The data on linked devices is deleted.');
const groupId = z.string().describe('Id of the Dropbox group (g:…).');
const recipient = z.string().describe('E-mail of who gets the files.');
const errorReader = z.string().describe('E-mail of who hears of errors on the way.');

const provision = z
  .strictObject({
    ...changeBase,
    action: z.literal('provision'),
    options: z.strictObject({
      silent: z.boolean().describe('Dropbox sends no welcome e-mail.'),
      directoryRestricted: z.boolean(),
      ...seatOptions,
    }),
  })
  .meta({ id: 'ProvisionChange', description: 'Somebody gets an account.' });

const recover = z
  .strictObject({ ...ofMember, action: z.literal('recover'), options: z.strictObject(seatOptions) })
  .meta({ id: 'RecoverChange', description: 'A removed account is brought back.' });

const unsuspend = z
  .strictObject({ ...ofMember, action: z.literal('unsuspend'), options: z.strictObject({}) })
  .meta({ id: 'UnsuspendChange', description: 'A suspension is lifted.' });

const update = z
  .strictObject({
    ...ofMember,
    action: z.literal('update'),
    before: facts,
    after: facts,
    options: z.strictObject({}),
  })
  .meta({ id: 'UpdateChange', description: 'Name, address or external id of an account are changed.' });

const groupAdd = z
  .strictObject({
    ...changeBase,
    action: z.literal('group_add'),
    before: z.null(),
    after: groupFacts,
    options: z.strictObject({
      groupId: groupId.nullable().describe('Id of the Dropbox group (g:…); null as long as there is none.'),
      createGroup: z
        .literal(true)
        .exactOptional()
        .describe('The first change that needs the group makes it.'),
    }),
  })
  .meta({ id: 'GroupAddChange', description: 'Somebody comes into a group.' });

const groupRemove = z
  .strictObject({
    ...ofMember,
    action: z.literal('group_remove'),
    before: groupFacts,
    after: z.null(),
    options: z.strictObject({ groupId }),
  })
  .meta({ id: 'GroupRemoveChange', description: 'Somebody goes out of a group.' });

const setRole = z
  .strictObject({
    ...changeBase,
    action: z.literal('set_role'),
    before: roleFacts,
    after: roleFacts,
    options: z.strictObject({ roleId: z.string().nullable().describe('null for a plain member.') }),
  })
  .meta({ id: 'SetRoleChange', description: 'Somebody gets another admin role, or none.' });

const suspend = z
  .strictObject({
    ...ofMember,
    action: z.literal('suspend'),
    options: z.strictObject({ wipeData }),
  })
  .meta({ id: 'SuspendChange', description: 'An account is suspended.' });

const deprovision = z
  .strictObject({
    ...ofMember,
    action: z.literal('deprovision'),
    options: z.strictObject({
      method: z.enum(['remove', 'suspend', 'downgrade']),
      wipeData,
      retainTeamShares: z.boolean(),
      removeOn: timestamp
        .exactOptional()
        .describe('RFC 3339, UTC: the account is only suspended now, and removed from then on.'),
      transferTo: recipient.exactOptional(),
      transferToId: memberId.exactOptional(),
      transferAdmin: errorReader.exactOptional(),
      transferAdminId: memberId.exactOptional(),
    }),
  })
  .meta({
    id: 'DeprovisionChange',
    description: 'Somebody is taken off the team, or an invitation withdrawn.',
  });

const invite = z
  .strictObject({
    ...ofMember,
    action: z.literal('invite'),
    options: z.strictObject({ afterDays: z.int().describe('Days since the invitation.') }),
  })
  .meta({ id: 'InviteChange', description: 'Somebody who was invited is reminded.' });

const transfer = z
  .strictObject({
    ...ofMember,
    action: z.literal('transfer'),
    options: z.strictObject({
      transferTo: recipient,
      transferToId: memberId,
      transferAdmin: errorReader,
      transferAdminId: memberId,
    }),
  })
  .meta({ id: 'TransferChange', description: 'The files of a removed account go to somebody else.' });

/** One change to one person, with what became of it. */
export const change = z
  .discriminatedUnion('action', [
    provision,
    recover,
    unsuspend,
    update,
    groupAdd,
    groupRemove,
    setRole,
    suspend,
    deprovision,
    invite,
    transfer,
  ])
  .meta({ id: 'Change', description: 'One change to one person, with what became of it.' });
