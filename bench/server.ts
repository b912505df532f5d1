import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { METHODS, throttled, type Answer } from './answers.ts';
import { createBucket } from './bucket.ts';
import { USAGE_PATH, type ServerOptions, type Usage } from './protocol.ts';
import { createTeam } from './team.ts';

const RETRY_AFTER_SECONDS = 1;

function serve({ members, latencyMs, writesPerSecond }: ServerOptions): void {
  const team = createTeam(members);
  const bucket = writesPerSecond === null ? null : createBucket(writesPerSecond);
  let answers = 0;
  const answerTo = (path: string, body: string): Answer => {
    const method = METHODS[path];
    if (method === undefined) return { status: 404, body: { error_summary: `no method ${path}` } };
    if (method.writes && bucket?.take(performance.now()) === false) return throttled(RETRY_AFTER_SECONDS);
    answers += 1;
    return method.run(team, body === '' ? null : JSON.parse(body));
  };
  const server = createServer((request, response) => {
    if (request.url === USAGE_PATH) {
      const { user, system } = process.cpuUsage();
      send(response, { status: 200, body: { cpuMs: (user + system) / 1000, answers } satisfies Usage });
      return;
    }
    void readText(request).then((text) => {
      const answer = answerTo(request.url?.slice('/2/'.length) ?? '', text);
      if (latencyMs === 0) send(response, answer);
      else setTimeout(send, latencyMs, response, answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}\n`);
  });
  // It must never outlive whoever started it.
  process.stdin.resume().on('end', () => process.exit());
}

function send(response: ServerResponse, { status, body }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': bytes.length };
  response.writeHead(
    status,
    status === 429 ? { ...headers, 'Retry-After': String(RETRY_AFTER_SECONDS) } : headers,
  );
  response.end(bytes);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

serve(JSON.parse(process.argv[2] ?? '') as ServerOptions);
