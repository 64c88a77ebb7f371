/**
 * A reverse proxy that mounts one server at a path of its own host, beside something else at the root, and writes down
 * what is asked outside of that path: nothing of a console that is mounted may be looked for there.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { freePorts } from './jaeger/free-port';

export interface MountingProxy extends AsyncDisposable {
  /** `http://localhost:<port>` */
  readonly origin: string;
  /** Methods and targets of requests outside of the path, in their order. */
  readonly outside: readonly string[];
}

/** `strips`: whether the path is taken off before a request is passed on. `port` is where the server behind listens. */
export async function startMountingProxy(
  port: number,
  path: string,
  strips: boolean,
): Promise<MountingProxy> {
  const [at = 0] = await freePorts(1);
  const outside: string[] = [];
  const server = createServer((incoming, answer) => {
    const target = incoming.url ?? '/';
    if (!target.startsWith(path) || !/^($|[/?])/.test(target.slice(path.length))) {
      outside.push(`${incoming.method} ${target}`);
      answer.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing of Periplus is here.');
      return;
    }
    const rest = target.slice(path.length);
    forward(incoming, answer, port, strips ? (rest.startsWith('/') ? rest : `/${rest}`) : target);
  });
  server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://localhost:${at}`,
    outside,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function forward(incoming: IncomingMessage, answer: ServerResponse, port: number, path: string): void {
  const { method, headers } = incoming;
  const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (from) => {
    answer.writeHead(from.statusCode ?? 502, from.headers);
    from.pipe(answer);
    from.on('error', () => answer.destroy());
  });
  outgoing.on('error', () => answer.destroy());
  answer.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}
