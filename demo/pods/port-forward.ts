/**
 * Port forwarding as the kubelet speaks it over a WebSocket: each message is a channel's number and bytes; channel 0
 * carries data, channel 1 an error, and the first message of each is the number of the port, low byte first.
 */
import type { IncomingMessage, Server } from 'node:http';
import { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

const PROTOCOL = 'v4.channel.k8s.io';

/** `connect` gives what takes the connection, null where nothing does. Returns how to end it. */
export function forwardPorts(
  server: Server,
  connect: (request: IncomingMessage, port: number) => ((socket: Duplex) => void) | null,
): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const port = Number(url.searchParams.get('ports'));
    if (!url.pathname.endsWith('/portforward') || !Number.isInteger(port)) {
      socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (open) => {
      const header = Buffer.of(port & 0xff, port >> 8);
      open.send(Buffer.concat([Buffer.of(0), header]));
      open.send(Buffer.concat([Buffer.of(1), header]));
      const take = connect(request, port);
      if (take === null) {
        open.send(
          Buffer.concat([
            Buffer.of(1),
            Buffer.from(`failed to connect to localhost:${port} inside namespace: connection refused`),
          ]),
        );
        open.close();
        return;
      }
      take(new ForwardedSocket(open));
    });
  });
  return () => {
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

/** The pod's end of the connection, enough of a socket for an HTTP server. */
class ForwardedSocket extends Duplex {
  readonly #open: WebSocket;

  constructor(open: WebSocket) {
    super();
    this.#open = open;
    open.on('message', (message: Buffer) => {
      if (message[0] === 0) this.push(message.subarray(1));
    });
    open.on('close', () => this.destroy());
    open.on('error', () => this.destroy());
  }

  override _read(): void {
    // Requests are short: what arrives is pushed at once.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#open.send(Buffer.concat([Buffer.of(0), chunk]), done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#open.close();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#open.close();
    done(error);
  }
}
