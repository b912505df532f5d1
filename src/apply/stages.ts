import type { Change } from '../plan/change.ts';

/** Changes that may be in flight side by side; the next stage starts when all of them are answered. */
export interface Stage {
  changes: Change[];
  /** One after the other, in the order given. */
  serial: boolean;
}

/**
 * Cuts a plan into stages, in its order: one for each action; groups, roles, and updates that wait for an address, come
 * one by one.
 */
export function stagesOf(changes: readonly Change[]): Stage[] {
  const stages: { key: string; stage: Stage }[] = [];
  const freed = freedAddresses(changes);
  const independent = changes.filter((change) => !waitsForAddress(change, freed));
  const dependent = changes.filter((change) => waitsForAddress(change, freed));
  for (const change of independent) {
    const key = stageKey(change);
    const last = stages.at(-1);
    if (last?.key === key) last.stage.changes.push(change);
    else stages.push({ key, stage: { changes: [change], serial: isSerial(change) } });
  }
  if (dependent.length > 0) {
    const position = stages.findLastIndex(({ key }) => key === 'update') + 1;
    stages.splice(position, 0, { key: 'rename', stage: { changes: dependent, serial: true } });
  }
  return stages.map(({ stage }) => stage);
}

/** Calls for one group must not overtake each other, and no admin goes before the next one is there. */
function isSerial({ action }: Change): boolean {
  return action === 'group_add' || action === 'group_remove' || action === 'set_role';
}

function stageKey(change: Change): string {
  const waits = 'waitsForSeat' in change.options || 'buysSeat' in change.options;
  return waits ? `${change.action}, waiting` : change.action;
}

function freedAddresses(changes: readonly Change[]): ReadonlySet<string> {
  const addresses = new Set<string>();
  for (const change of changes) {
    if (change.action === 'update' && change.before.email !== undefined) addresses.add(change.before.email);
  }
  return addresses;
}

function waitsForAddress(change: Change, freed: ReadonlySet<string>): boolean {
  return change.action === 'update' && change.after.email !== undefined && freed.has(change.after.email);
}
