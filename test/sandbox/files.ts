import { byEmail, type Rig } from './helpers.ts';

export const ANA = 'ana.lopez@example.com';
export const BEN = 'ben.okafor@example.com';
export const CARLA = 'carla.rossi@example.com';
export const OLIVIA = 'olivia.brandt@example.com';
/** Removed two days ago. */
export const FEMI = 'femi.adeyemi@example.com';

type Dbx = Rig['dbx'];
type Parties = Pick<
  Parameters<Dbx['teamMembersMoveFormerMemberFiles']>[0],
  'transfer_dest_id' | 'transfer_admin_id'
>;

const NOTHING_ELSE = { wipe_data: false };

/** To whom files go, with the admin who hears of it. */
export function partiesOf(dest: string, admin = OLIVIA): Parties {
  return { transfer_dest_id: byEmail(dest), transfer_admin_id: byEmail(admin) };
}

/** Removes somebody, and hands their files to another member where one is named. */
export function remove({ dbx }: Rig, email: string, dest?: string): ReturnType<Dbx['teamMembersRemove']> {
  const transfer = dest === undefined ? {} : partiesOf(dest);
  return dbx.teamMembersRemove({ user: byEmail(email), ...NOTHING_ELSE, ...transfer });
}

/** Hands the files of somebody who was removed earlier to a member. */
export function move(
  { dbx }: Rig,
  email: string,
  dest: string,
  admin?: string,
): ReturnType<Dbx['teamMembersMoveFormerMemberFiles']> {
  return dbx.teamMembersMoveFormerMemberFiles({ user: byEmail(email), ...partiesOf(dest, admin) });
}

/** The id of the job that a call goes on as. */
export function jobOf({ result }: { result: { '.tag': string; async_job_id?: string } }): string {
  if (result.async_job_id === undefined) throw new Error(`answered ${result['.tag']}`);
  return result.async_job_id;
}

/** Whose files went to whom, by their addresses, in order. */
export function transfersOf({ sandbox }: Rig): [from: string, to: string][] {
  return sandbox.snapshot().counters.transfers.map(({ from, to }) => [from.email, to.email]);
}
