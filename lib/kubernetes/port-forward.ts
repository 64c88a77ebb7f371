/**
 * A connection to a port of a pod through the API server: a WebSocket whose messages are the connection's bytes, each
 * after the number of its channel (https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/…/portforward/websocket.go:
 * channel 0 carries data, channel 1 words of an error; the first message of each is the port's number).
 */
import 'server-only';
import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
import WebSocket from 'ws';
import { Fault } from '@/lib/mesh/fault';
import { apiFault } from './api-fault';
import type { KubernetesClient } from './client';
import { missingRight } from './missing-right';

export interface PodPortAddress {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

const PROTOCOL = 'v4.channel.k8s.io';
const OPEN_WITHIN_MS = 10_000;
const DATA = 0;
const ERROR = 1;
const PORT_BYTES = 2;
const MAX_REFUSAL_BYTES = 64 * 1024;

/** An open connection. Throws `Fault` when the API server refuses it; what fails later destroys the stream with one. */
export async function openPodPort(
  client: KubernetesClient,
  address: PodPortAddress,
  signal: AbortSignal,
): Promise<Duplex> {
  signal.throwIfAborted();
  const { url, headers, agent } = await client.connection();
  const path = `/api/v1/namespaces/${encodeURIComponent(address.namespace)}/pods/${encodeURIComponent(address.pod)}/portforward`;
  const target = new URL(url.pathname.replace(/\/+$/, '') + path, url);
  target.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  target.searchParams.set('ports', String(address.port));
  const socket = new WebSocket(target, [PROTOCOL], {
    headers: { 'user-agent': 'periplus', ...headers },
    agent,
    handshakeTimeout: OPEN_WITHIN_MS,
    perMessageDeflate: false,
    maxPayload: 64 * 1024 * 1024,
  });
  // Before it is open: the first messages may come in the same packet as the answer.
  const connection = new PodConnection(socket, address, signal);
  try {
    await opened(socket, client, address, signal);
    // The refusal of the port may be there already.
    if (connection.errored !== null) throw connection.errored;
    return connection;
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

function opened(
  socket: WebSocket,
  client: KubernetesClient,
  address: PodPortAddress,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      socket.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    const settle = () => signal.removeEventListener('abort', abort);
    socket.once('open', () => {
      settle();
      resolve();
    });
    socket.once('unexpected-response', (_request, answer: IncomingMessage) => {
      settle();
      refusalOf(answer).then((fault) => {
        socket.terminate();
        reject(fault);
      }, reject);
    });
    socket.on('error', (error: Error) => {
      settle();
      reject(
        new Fault(
          'source-unreachable',
          `Port ${address.port} of ${address.pod} cannot be reached through the API server of ${client.title}: ${error.message}.`,
          { source: 'kubernetes', hint: 'Check that the pod runs.', cause: error },
        ),
      );
    });
  });
}

async function refusalOf(answer: IncomingMessage): Promise<Fault> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MAX_REFUSAL_BYTES) break;
    pieces.push(piece);
  }
  const body = Buffer.concat(pieces).toString('utf8');
  const fault = apiFault(answer.statusCode ?? 0, body, null, 'console');
  return fault.code === 'forbidden'
    ? missingRight(fault, 'pods/portforward', 'create', 'periplus-proxy-viewer')
    : fault;
}

/** The bytes of channel 0 as a stream. */
class PodConnection extends Duplex {
  readonly #socket: WebSocket;
  readonly #address: PodPortAddress;
  readonly #headless = new Set([DATA, ERROR]);

  constructor(socket: WebSocket, address: PodPortAddress, signal: AbortSignal) {
    super();
    this.#socket = socket;
    this.#address = address;
    socket.on('message', (message: Buffer) => this.#receive(message));
    socket.on('close', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    // Whoever uses the stream hears of it too; while it opens nobody does.
    this.on('error', () => undefined);
    const abort = () => this.destroy(new DOMException('The reader went away.', 'AbortError'));
    signal.addEventListener('abort', abort, { once: true });
    this.once('close', () => signal.removeEventListener('abort', abort));
  }

  #receive(message: Buffer): void {
    const channel = message[0] ?? -1;
    let data = message.subarray(1);
    if (this.#headless.delete(channel)) data = data.subarray(PORT_BYTES);
    if (data.length === 0) return;
    if (channel === DATA) {
      if (!this.push(data)) this.#socket.pause();
    } else if (channel === ERROR) {
      this.destroy(
        new Fault(
          'source-unreachable',
          `Port ${this.#address.port} of ${this.#address.pod} does not answer: ${data.toString('utf8').trim().slice(0, 300)}.`,
          { source: 'kubernetes', hint: 'Check that the proxy runs and listens there.' },
        ),
      );
    }
  }

  override _read(): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.send(Buffer.concat([Buffer.of(DATA), chunk]), { binary: true }, done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.terminate();
    done(error);
  }
}
