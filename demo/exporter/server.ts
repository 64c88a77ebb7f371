/** `GET /metrics` of the whole mesh, for the live scrape. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { LiveExemplars } from '@/demo/spans/exemplars';
import { Exposition } from './exposition';
import type { LiveMesh } from './live-mesh';

export interface RunningExporter {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on 127.0.0.1; port 0 takes a free one. */
export async function startExporter(mesh: LiveMesh, port = 0): Promise<RunningExporter> {
  const exemplars = new LiveExemplars();
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Only /metrics is served here.\n');
      return;
    }
    const now = Date.now() / 1000;
    const openMetrics = request.headers.accept?.includes('application/openmetrics-text') === true;
    const exposition = new Exposition(openMetrics ? exemplars.since(mesh.traffic, now) : null);
    mesh.countersAt(now, (labels, value) => exposition.add(labels, value));
    response.writeHead(200, {
      'content-type': openMetrics
        ? 'application/openmetrics-text; version=1.0.0; charset=utf-8'
        : 'text/plain; version=0.0.4; charset=utf-8',
    });
    response.end(exposition.text());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The exporter got no port.');
  return {
    port: address.port,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  };
}
