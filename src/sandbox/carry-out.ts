import type { LoggedCall } from './call-log.ts';
import { makeEdit } from './control-edit.ts';
import { EditRefusal } from './edit-refusal.ts';
import type { FaultEffect } from './fault-effects.ts';
import type { Reply } from './replies.ts';
import type { Route } from './route.ts';
import type { TeamStore } from './store.ts';
import type { Team } from './live-team.ts';

type Change = Extract<FaultEffect, { kind: 'change' }>['change'];

/** Where a call is carried out: the team as the call found it, and what keeps it. */
interface Place {
  store: TeamStore;
  team: Team;
}

/** The route's own work with what a fault does before and after it, saved before anybody hears of it. */
export function carryOut(
  { store, team }: Place,
  { access }: Route,
  logged: LoggedCall,
  run: (effect: FaultEffect | null) => Reply,
): (effect: FaultEffect | null) => Reply {
  return (effect) => {
    if (effect?.kind === 'change') changeFirst(team, effect.change);
    const last = team.state.counters.applied.at(-1);
    const reply = team.lagging(effect?.kind === 'lag' ? effect.lag : 0, () => run(effect));
    logged.applied = team.state.counters.applied.at(-1) !== last;
    if (access !== 'read' || effect?.kind === 'change') store.save();
    return reply;
  };
}

function changeFirst(team: Team, change: Change): void {
  try {
    makeEdit(team, change);
  } catch (cause) {
    if (!(cause instanceof EditRefusal)) throw cause;
    throw new EditRefusal(`a fault wanted to change somebody, but ${cause.message}`);
  }
}
