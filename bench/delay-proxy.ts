/**
 * Prometheus at a distance: a proxy that adds half of the round trip to every chunk in each direction. Runs as a thread
 * of its own, so that it neither takes time from what is measured nor waits for it.
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { RunningProxy } from './graph-proxies';

interface Distance {
  readonly port: number;
  readonly host: string;
  readonly oneWayMs: number;
}

export async function delayProxy(target: URL, roundTripMs: number): Promise<RunningProxy> {
  const distance: Distance = {
    port: Number(target.port),
    host: target.hostname,
    oneWayMs: roundTripMs / 2,
  };
  const worker = new Worker(new URL(import.meta.url), { workerData: distance });
  const [port] = await once(worker, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await worker.terminate();
    },
  };
}

function serve({ port, host, oneWayMs }: Distance, ready: (port: number) => void): void {
  const server = createServer((client) => {
    const upstream = connect(port, host);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
    }
    delayed(client, upstream, oneWayMs);
    delayed(upstream, client, oneWayMs);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address !== 'string') ready(address.port);
  });
}

/** Timers of equal length fire in order, so the order of the chunks stays. */
function delayed(from: Socket, to: Duplex, ms: number): void {
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), ms));
  from.on('close', () => setTimeout(() => to.destroy(), ms));
}

if (!isMainThread) serve(workerData as Distance, (port) => parentPort?.postMessage(port));
