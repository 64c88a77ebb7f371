/** What stands between Periplus and Prometheus while measuring: a delay as of another zone, and a note of what is asked. */
import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Proxy extends AsyncDisposable {
  readonly url: string;
}

/** Adds half of `roundTripMs` to every chunk in each direction. */
export async function delayProxy(target: URL, roundTripMs: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    delayed(client, upstream, roundTripMs / 2);
    delayed(upstream, client, roundTripMs / 2);
  });
  return listening(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** Timers of equal length fire in order, so the order of the chunks stays. */
function delayed(from: Duplex, to: Duplex, ms: number): void {
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), ms));
  from.on('close', () => setTimeout(() => to.destroy(), ms));
}

/** Hands requests on and keeps the forms of the queries. */
export async function recordingProxy(target: URL, forms: string[]): Promise<Proxy> {
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
      onward.end(body);
    });
  });
  return listening(server, () => server.closeAllConnections());
}

async function listening(server: Server, closeConnections: () => void): Promise<Proxy> {
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
