import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { Secret } from '../../src/auth/secret.ts';
import { fixedSession, type Session } from '../../src/auth/session.ts';
import { createDropboxTeam, type DropboxTeam } from '../../src/dropbox/client.ts';
import { createDirectSend } from '../../src/dropbox/direct.ts';
import { createTransport, type Transport, type TransportOptions } from '../../src/dropbox/transport.ts';

/** Stands out in any text that it must not appear in. */
export const TOKEN = 'sl.SENTINEL-token_0123456789';

/** One request as it arrived. */
interface Seen {
  method: string;
  url: string;
  /** The path after `/2/`. */
  route: string;
  headers: IncomingMessage['headers'];
  /** The parsed body, or the text of any that is not JSON; `null` where there was none. */
  body: unknown;
}

/** What the fake answers with; `raw` takes over the connection. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  json?: unknown;
  text?: string;
  raw?: (response: ServerResponse) => void;
}

/** Answers of a route, one after another; the last one is repeated. */
export type Replies = Record<string, Reply | readonly Reply[]>;

export interface FakeDropbox {
  origin: string;
  seen: Seen[];
  /** The requests to one route. */
  to: (route: string) => Seen[];
}

/** Starts a server that answers as told and remembers what it was asked; it ends with the test. */
export async function startFakeDropbox(replies: Replies): Promise<FakeDropbox> {
  const seen: Seen[] = [];
  const to = (route: string): Seen[] => seen.filter((each) => each.route === route);
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const { method = '', url = '', headers } = request;
      const route = new URL(url, 'http://fake').pathname.replace(/^\/2\//, '');
      const isJson = headers['content-type']?.startsWith('application/json') === true;
      const body: unknown = text === '' ? null : isJson ? JSON.parse(text) : text;
      seen.push({ method, url, route, headers, body });
      answer(response, replyFor(replies[route], to(route).length));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, seen, to };
}

function replyFor(replies: Reply | readonly Reply[] | undefined, count: number): Reply {
  if (replies === undefined) return { status: 404, text: 'no such route in this test' };
  const list: readonly Reply[] = 'length' in replies ? replies : [replies];
  return list[Math.min(count, list.length) - 1] ?? { status: 404, text: 'no reply left' };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply.raw !== undefined) {
    reply.raw(response);
    return;
  }
  const isText = reply.text !== undefined;
  response.writeHead(reply.status ?? 200, {
    'content-type': isText ? 'text/plain' : 'application/json',
    'x-dropbox-request-id': 'req-1',
    ...reply.headers,
  });
  response.end(reply.text ?? JSON.stringify(reply.json ?? null));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Half a JSON document whose end is only the end of the connection. */
export const TRUNCATED: Reply = {
  raw: (response) => {
    response.socket?.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"name":"Ac');
  },
};

/** Breaks the connection after the request arrived. */
export const RESET: Reply = { raw: (response) => response.socket?.resetAndDestroy() };

/** A refusal of a route, the way Dropbox words it, with the people whom it names. */
export function conflict(tag: string, named?: readonly string[]): Reply {
  const error = { '.tag': tag, ...(named === undefined ? {} : { [tag]: named }) };
  return { status: 409, json: { error_summary: `${tag}/..`, error } };
}

/** A transport to this origin, with a clock that only sleeping moves. */
export function transportTo(
  origin: string,
  options: Partial<TransportOptions> = {},
): Transport & { waits: number[] } {
  const waits: number[] = [];
  let clock = 0;
  const transport = createTransport({
    origin,
    version: '1.2.3',
    send: createDirectSend(),
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
    random: () => 0.5,
    monotonic: () => clock,
    now: () => Date.UTC(2026, 0, 1),
    retryBudgetMs: 120_000,
    signal: new AbortController().signal,
    ...options,
  });
  return { ...transport, waits };
}

/** A team over a real connection to the fake. */
export function teamAt(
  origin: string,
  options: Partial<TransportOptions> = {},
  session: Session = fixedSession(new Secret(TOKEN)),
): DropboxTeam & { waits: number[]; requests: Transport['counts'] } {
  const transport = transportTo(origin, options);
  return {
    ...createDropboxTeam(session, transport),
    requests: transport.counts,
    waits: transport.waits,
  };
}

/** A member as `members/list_v2` shows one. */
export function listed(
  id: string,
  changes: Record<string, unknown> = {},
): { profile: Record<string, unknown> } {
  return {
    profile: {
      team_member_id: `dbmid:${id}`,
      email: `${id}@example.com`,
      email_verified: true,
      secondary_emails: [],
      status: { '.tag': 'active' },
      name: { given_name: id, surname: 'Doe', familiar_name: id, display_name: id, abbreviated_name: 'D' },
      membership_type: { '.tag': 'full' },
      joined_on: '2025-01-02T03:04:05Z',
      groups: ['g:everyone'],
      ...changes,
    },
  };
}

/** One page of a listing. */
export function page(members: readonly unknown[], cursor = 'end', hasMore = false): Reply {
  return { json: { members, cursor, has_more: hasMore } };
}

/** A group as `groups/list` shows one. */
export function listedGroup(id: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    group_name: id.toUpperCase(),
    group_id: `g:${id}`,
    member_count: 3,
    group_management_type: { '.tag': 'company_managed' },
    ...changes,
  };
}

/** One page of a listing of groups. */
export function groupPage(groups: readonly unknown[], cursor = 'end', hasMore = false): Reply {
  return { json: { groups, cursor, has_more: hasMore } };
}

/** The routes of a small, healthy team whose authorizing admin is `ann`. */
export function healthyTeam(members: readonly unknown[], counted = members.length): Replies {
  return {
    'team/get_info': {
      json: { name: 'Acme', team_id: 'dbtid:1', num_licensed_users: 10, num_provisioned_users: counted },
    },
    'team/token/get_authenticated_admin': { json: { admin_profile: listed('ann').profile } },
    'team/members/list_v2': page(members),
  };
}
