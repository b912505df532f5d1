import type { Transport, TransportRequest } from '../../dropbox/transport.ts';

const LIST = 'team/members/list_v2';

/** A transport that also tells with which page sizes the members were listed. */
export function watchPages(transport: Transport): { transport: Transport; sizes: ReadonlySet<number> } {
  const sizes = new Set<number>();
  const send: Transport['send'] = (request) => {
    if (request.route === LIST) sizes.add(sizeIn(request.init.body));
    return transport.send(request);
  };
  return { transport: { ...transport, send }, sizes };
}

function sizeIn(body: TransportRequest['init']['body']): number {
  const { limit } = JSON.parse(typeof body === 'string' ? body : '{}') as { limit?: number };
  return limit ?? 0;
}
