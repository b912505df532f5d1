import type { ChalkInstance } from 'chalk';
import type { Action, Change } from '../plan/change.ts';

/** How one kind of change looks: a symbol and a word that both tell it without colour. */
export interface Look {
  symbol: string;
  /** Standing before the address; destructive ones in capitals. */
  word: string;
  heading: string;
  colour: (paint: ChalkInstance) => ChalkInstance;
}

/** Every action in the order of application. */
export const LOOKS: Readonly<Record<Action, Look>> = {
  update: { symbol: '~', word: 'update', heading: 'Update', colour: (paint) => paint.yellow },
  recover: { symbol: '^', word: 'recover', heading: 'Recover', colour: (paint) => paint.green },
  unsuspend: { symbol: '>', word: 'unsuspend', heading: 'Unsuspend', colour: (paint) => paint.green },
  provision: { symbol: '+', word: 'provision', heading: 'Provision', colour: (paint) => paint.green },
  group_add: { symbol: '&', word: 'add', heading: 'Groups: add', colour: (paint) => paint.cyan },
  group_remove: { symbol: '/', word: 'remove', heading: 'Groups: remove', colour: (paint) => paint.cyan },
  set_role: { symbol: '#', word: 'role', heading: 'Role', colour: (paint) => paint.yellow },
  suspend: { symbol: '!', word: 'SUSPEND', heading: 'Suspend', colour: (paint) => paint.magenta },
  deprovision: { symbol: '-', word: 'REMOVE', heading: 'Deprovision', colour: (paint) => paint.red },
  invite: { symbol: '@', word: 'remind', heading: 'Remind', colour: (paint) => paint.cyan },
  transfer: { symbol: '%', word: 'TRANSFER', heading: 'Transfer', colour: (paint) => paint.red },
};

/** The word for what is done to somebody, as exactly as it is known. */
export function wordFor(change: Change): string {
  if (change.action !== 'deprovision') return LOOKS[change.action].word;
  if (change.before?.status === 'invited') return 'WITHDRAW INVITATION';
  switch (change.options.method) {
    case 'remove':
      return 'REMOVE';
    case 'suspend':
      return 'SUSPEND';
    case 'downgrade':
      return 'DOWNGRADE';
  }
}
