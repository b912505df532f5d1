import { isIP } from 'node:net';
import * as z from 'zod';
import { editGroup, groupEditSchema } from './control-groups.ts';
import { editMember, memberEditSchema } from './control-members.ts';
import { editTeam, teamEditSchema } from './control-team.ts';
import { EditRefusal } from './edit-refusal.ts';
import { jsonReply } from './replies.ts';
import { checkFaults } from './faults.ts';
import { listProblems } from './seed-file.ts';
import { SandboxInputError } from './seed.ts';
import { takeFullSnapshot } from './snapshot.ts';
import type { Delivery, HttpRequest, World } from './world.ts';

/** Where the control interface lives. */
export const CONTROL_PREFIX = '/_sandbox/';

const clockSchema = z.union([
  z.strictObject({ advanceMs: z.number().int() }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
]);

type Handler = (world: World, body: unknown) => unknown;

const getFaults: Handler = ({ faults }) => ({ faults: faults.list() });

/** What the control interface can do, by method and path. */
const HANDLERS = new Map<string, Handler>([
  ['GET state', ({ store, faults }) => takeFullSnapshot(store, faults.list())],
  ['GET counters', ({ store }) => store.counters()],
  ['POST counters/reset', resetCounters],
  ['POST clock', moveClock],
  ['POST reset', resetTeam],
  ['GET calls', ({ store }) => ({ calls: store.calls.list() })],
  ['GET faults', getFaults],
  ['POST faults', addFaults],
  ['DELETE faults', clearFaults],
  ['POST members', changeMember],
  ['POST groups', changeGroup],
  ['POST team', changeTeam],
]);

function resetCounters({ store }: World): unknown {
  store.resetCounters();
  return store.counters();
}

function moveClock({ store }: World, body: unknown): unknown {
  const move = clockSchema.parse(body);
  const team = store.current();
  team.setNow('now' in move ? new Date(move.now) : new Date(team.now().getTime() + move.advanceMs));
  store.save();
  return { now: team.timestamp() };
}

function resetTeam({ store, faults }: World): unknown {
  store.reset();
  faults.clear();
  return { team: { id: store.current().state.team.id } };
}

function addFaults(world: World, body: unknown): unknown {
  world.faults.add(checkFaults(body, 'the request'));
  return getFaults(world, body);
}

function clearFaults(world: World, body: unknown): unknown {
  world.faults.clear();
  world.store.lag.clear();
  return getFaults(world, body);
}

function changeMember({ store }: World, body: unknown): unknown {
  const member = editMember(store.current(), memberEditSchema.parse(body));
  store.save();
  return member;
}

function changeGroup({ store }: World, body: unknown): unknown {
  const group = editGroup(store.current(), groupEditSchema.parse(body));
  store.save();
  return group;
}

function changeTeam({ store }: World, body: unknown): unknown {
  const team = store.current();
  editTeam(team, teamEditSchema.parse(body));
  store.save();
  return team.state.team;
}

/** A page in a browser can reach loopback under a name of its own, or post to it blindly; neither is let in. */
function isLocalCaller({ headers }: HttpRequest): boolean {
  if (headers.origin !== undefined) return false;
  const name = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const address = name.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || address === '::1' || (isIP(address) === 4 && address === '127.0.0.1');
}

function parseControlBody(body: Uint8Array): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new EditRefusal('the body is not JSON');
  }
}

function problemsOf(error: unknown): string[] | null {
  if (error instanceof z.ZodError) return listProblems(error);
  if (error instanceof SandboxInputError) return error.problems;
  return error instanceof EditRefusal ? [error.message] : null;
}

/** Answers a call of the control interface; it needs no token and never tells it. */
export function answerControl(world: World, request: HttpRequest): Delivery {
  if (!isLocalCaller(request)) return refuse(403, ['only programs on this machine may control the sandbox']);
  const name = `${request.method} ${request.path.slice(CONTROL_PREFIX.length)}`;
  const handler = HANDLERS.get(name);
  if (handler === undefined)
    return refuse(404, [`no "${name}"; there is ${[...HANDLERS.keys()].join(', ')}`]);
  try {
    return { how: 'send', reply: jsonReply(200, handler(world, parseControlBody(request.body))) };
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === null) throw error;
    return refuse(400, problems);
  }
}

function refuse(status: number, problems: string[]): Delivery {
  return { how: 'send', reply: jsonReply(status, { problems }) };
}
