/** What stands between Periplus and Prometheus while measuring: a note of what is asked; for a distance see delay-proxy.ts. */
import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import type { Server } from 'node:net';

export interface RunningProxy extends AsyncDisposable {
  readonly url: string;
}

/** Hands requests on and keeps the forms of the queries. */
export async function recordingProxy(target: URL, forms: string[]): Promise<RunningProxy> {
  const server = createHttpServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const body = Buffer.concat(parts);
      forms.push(body.toString());
      const { method, headers, url: path } = incoming;
      const onward = request(
        { host: target.hostname, port: target.port, method, path, headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      // Who has gone waits for nothing: what is taken back is taken back from the source too.
      onward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => onward.destroy());
      onward.end(body);
    });
  });
  return listening(server, () => server.closeAllConnections());
}

async function listening(server: Server, closeConnections: () => void): Promise<RunningProxy> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No address.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      closeConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
