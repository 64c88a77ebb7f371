/**
 * The least that a page can do to show a graph from an empty cache: plain HTML, Cytoscape, the raw queries in parallel,
 * straight lines and bare shapes. No framework, no merging of answers, no layout: what any console pays at least, on
 * this machine, where the browser that starts and the Prometheus that is asked share the processors.
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Pool } from 'undici';
import { rawQuery } from './raw-query';

/** What is asked and drawn: recorded bodies of queries, the instant they are asked about, elements with their places. */
export interface PlainGraph {
  readonly forms: readonly string[];
  /** Seconds since 1970. */
  readonly at: number;
  readonly elements: object;
}

/** Serves the page of `graph()` on loopback; `page.paintedMs` in it is the time from asking for it until it is painted. */
export async function plainestPage(
  pool: Pool,
  graph: () => PlainGraph,
): Promise<AsyncDisposable & { readonly url: string }> {
  const path = createRequire(import.meta.url).resolve('cytoscape/dist/cytoscape.min.js');
  const cytoscape = gzipSync(await readFile(path));
  const server = createServer((request, response) => {
    const asked = request.url ?? '/';
    if (asked === '/') send(response, 'text/html', html(graph()));
    else if (asked === '/cytoscape.js') {
      response.setHeader('content-encoding', 'gzip');
      send(response, 'text/javascript', cytoscape);
    } else if (asked === '/elements') send(response, 'application/json', JSON.stringify(graph().elements));
    else void passOn(pool, graph(), Number(asked.slice(1)), response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function passOn(pool: Pool, { forms, at }: PlainGraph, index: number, response: ServerResponse) {
  const form = forms[index];
  if (form === undefined) {
    response.writeHead(404).end();
    return;
  }
  try {
    send(response, 'application/json', await rawQuery(pool, form, at));
  } catch (error) {
    response.writeHead(502).end(String(error));
  }
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.setHeader('content-type', type);
  response.end(body);
}

function html({ forms }: PlainGraph): string {
  return `<!doctype html><title>Plain</title>
<div id="cy" style="position:absolute;inset:0"></div>
<script>
const answers = Promise.all([...Array(${forms.length}).keys()].map((index) => fetch('/' + index).then((it) => it.json())));
const elements = fetch('/elements').then((it) => it.json());
</script>
<script src="/cytoscape.js"></script>
<script>
Promise.all([answers, elements]).then(([, given]) => {
  const cy = cytoscape({
    container: document.getElementById('cy'),
    elements: given,
    layout: { name: 'preset' },
    style: [
      { selector: 'node', style: { shape: 'round-rectangle', width: 120, height: 40 } },
      { selector: 'edge', style: { 'curve-style': 'haystack', width: 1 } },
    ],
  });
  cy.fit();
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { globalThis.paintedMs = performance.now(); })));
});
</script>`;
}
