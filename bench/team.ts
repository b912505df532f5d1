import { TEAM_ID, wireMember, wireProfile, type Standing } from './wire.ts';

const STANDINGS: readonly Standing[] = ['absent', 'active', 'invited', 'suspended', 'removed'];
/** The page size that teamsync asks for. */
const PREPARED_SIZE = 1000;
/** Licences beyond the members, more than any measured run provisions. */
const SPARE_LICENCES = 100_000;

/** A team that answers from prepared pages and remembers what was written to it. */
export interface BenchTeam {
  info: () => object;
  admin: () => object;
  standing: (number: number) => Standing;
  put: (number: number, standing: Standing) => void;
  /** One page of the listing, as bytes of JSON. */
  page: (size: number, index: number) => Buffer;
}

/** A team of so many members, where a few more may come; the pages of its listing are made now. */
export function createTeam(members: number): BenchTeam {
  const standings = new Uint8Array(members + SPARE_LICENCES).fill(STANDINGS.indexOf('active'), 0, members);
  const pages = new Map<number, Buffer>();
  let end = members;
  let living = members;
  const standing = (number: number): Standing => STANDINGS[standings[number] ?? 0] ?? 'absent';
  const make = (size: number, index: number): Buffer => {
    const stop = Math.min(end, (index + 1) * size);
    const listed: object[] = [];
    for (let number = index * size; number < stop; number += 1)
      if (standing(number) !== 'absent') listed.push(wireMember(number, standing(number)));
    const page = { members: listed, cursor: `${String(size)}.${String(index + 1)}`, has_more: stop < end };
    return Buffer.from(JSON.stringify(page));
  };
  const page = (size: number, index: number): Buffer => {
    if (size !== PREPARED_SIZE) return make(size, index);
    const bytes = pages.get(index) ?? make(size, index);
    pages.set(index, bytes);
    return bytes;
  };
  for (let index = 0; index * PREPARED_SIZE < members; index += 1) page(PREPARED_SIZE, index);
  return {
    standing,
    page,
    info: () => infoOf(members + SPARE_LICENCES, living),
    admin: () => ({ admin_profile: wireProfile(0, standing(0)) }),
    put(number, next) {
      // Whether the last page is followed by another one changes with the first person behind it.
      if (number >= end) pages.delete(Math.floor((end - 1) / PREPARED_SIZE));
      end = Math.max(end, number + 1);
      living += Number(isLiving(next)) - Number(isLiving(standing(number)));
      standings[number] = STANDINGS.indexOf(next);
      pages.delete(Math.floor(number / PREPARED_SIZE));
    },
  };
}

function isLiving(standing: Standing): boolean {
  return standing !== 'absent' && standing !== 'removed';
}

function infoOf(licences: number, living: number): object {
  return {
    name: 'Measured',
    team_id: TEAM_ID,
    num_licensed_users: licences,
    num_provisioned_users: living,
    num_used_licenses: living,
    policies: {},
  };
}
