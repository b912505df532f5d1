import { Agent, request } from 'node:http';
import { atMost, ms, type Figure } from '../figures.ts';
import { withServer } from '../start-server.ts';
import { median } from '../statistics.ts';

const MEMBERS = 10_000;
const PAGES = 10;
const REQUESTS = 300;
const LATENCY_MS = 100;
const DELAYED = 20;

const SERVER = { members: MEMBERS, writesPerSecond: null };

/** What the server itself takes, so that nobody takes it for a time of teamsync. */
export async function measureServer(): Promise<Figure[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const late = await withServer({ ...SERVER, latencyMs: LATENCY_MS }, ({ url }) =>
      repeat(DELAYED, () => post(agent, `${url}/2/team/get_info`, '')),
    );
    return await withServer({ ...SERVER, latencyMs: 0 }, async (server) => {
      const page = (index: number): string => JSON.stringify({ cursor: `1000.${String(index % PAGES)}` });
      const route = `${server.url}/2/team/members/list/continue_v2`;
      await repeat(PAGES, (index) => post(agent, route, page(index)));
      const before = await server.usage();
      const trips = await repeat(REQUESTS, (index) => post(agent, route, page(index)));
      const after = await server.usage();
      const own = (after.cpuMs - before.cpuMs) / (after.answers - before.answers);
      return [
        atMost('own time for 1,000 members', ms(own), 'one millisecond', ms(1), 1),
        atMost('a page there and back', ms(median(trips)), 'two milliseconds', ms(2), 1),
        atMost('answer delayed by 100 ms', ms(median(late)), '100 ms', ms(LATENCY_MS), 1.05),
      ];
    });
  } finally {
    agent.destroy();
  }
}

async function repeat(times: number, work: (index: number) => Promise<void>): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const began = performance.now();
    await work(index);
    taken.push(performance.now() - began);
  }
  return taken;
}

function post(agent: Agent, url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent }, (response) => {
      response.resume().on('end', resolve).on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
