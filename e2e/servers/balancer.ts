/**
 * What a Service does for several replicas: each request goes to the next one that is ready, readiness is asked all the
 * time, and nothing is sticky. Nothing is tried twice either, so that whatever a replica loses is seen.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { freePorts } from './jaeger/free-port';

/** Milliseconds between two looks at a replica's readiness; kubelets take a second or more. */
const LOOK_EVERY_MS = 200;

export interface Balancer extends AsyncDisposable {
  /** `http://localhost:<port>` */
  readonly url: string;
  /** Requests that each port was sent so far. */
  readonly sent: ReadonlyMap<number, number>;
  /** Takes a replica in as soon as it is ready. */
  add(port: number): void;
  /** Forgets a replica that ended. */
  remove(port: number): void;
}

export async function startBalancer(): Promise<Balancer> {
  const [own = 0] = await freePorts(1);
  const sent = new Map<number, number>();
  const ready = new Map<number, boolean>();
  let turn = 0;
  const server = createServer((incoming, answer) => {
    const ports = [...ready].filter(([, isReady]) => isReady).map(([port]) => port);
    turn += 1;
    const port = ports[turn % ports.length];
    if (port === undefined) return refuse(answer, 503, 'no replica is ready');
    sent.set(port, (sent.get(port) ?? 0) + 1);
    forward(incoming, answer, port);
  });
  server.listen(own, '127.0.0.1');
  await once(server, 'listening');
  const look = setInterval(() => {
    for (const port of ready.keys())
      void isReady(port).then((is) => {
        if (ready.has(port)) ready.set(port, is);
      });
  }, LOOK_EVERY_MS);
  return {
    url: `http://localhost:${own}`,
    sent,
    add: (port) => void ready.set(port, false),
    remove: (port) => void ready.delete(port),
    [Symbol.asyncDispose]: async () => {
      clearInterval(look);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

function forward(incoming: IncomingMessage, answer: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming;
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
    from.on('error', () => answer.destroy());
  });
  outgoing.on('error', (error) => refuse(answer, 502, `the replica on ${port}: ${error.message}`));
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

function refuse(answer: ServerResponse, status: number, why: string): void {
  if (answer.headersSent) answer.destroy();
  else answer.writeHead(status, { 'content-type': 'text/plain' }).end(`The balancer: ${why}.`);
}
