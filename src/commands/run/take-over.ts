/** What only a run does that changes the team, and so is loaded only then. */
export { lockTeam } from './lock-team.ts';
export { settleEarlier } from './settle-earlier.ts';
