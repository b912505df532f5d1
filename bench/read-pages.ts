interface Page {
  cursor: string;
  has_more: boolean;
}

/** Reads the listing of a team page by page and does nothing with it; tells the milliseconds. */
async function read(url: string): Promise<number> {
  const began = performance.now();
  const first = JSON.stringify({ limit: 1000, include_removed: true });
  let page = await post(`${url}/2/team/members/list_v2`, first);
  while (page.has_more) {
    page = await post(`${url}/2/team/members/list/continue_v2`, JSON.stringify({ cursor: page.cursor }));
  }
  return performance.now() - began;
}

async function post(url: string, body: string): Promise<Page> {
  const response = await fetch(url, { method: 'POST', body });
  return (await response.json()) as Page;
}

process.stdout.write(String(await read(process.argv[2] ?? '')));
