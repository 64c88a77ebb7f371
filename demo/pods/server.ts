/**
 * The API server's own paths for pods, their logs and their ports, for a mesh that has no kubelet:
 * `/api/v1/namespaces/<namespace>/pods[/<pod>[/log|/portforward]]`.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { AdminPorts } from './admin-ports';
import { FollowedLog } from './followed-log';
import { linesBetween } from './log-lines';
import { containersOf, type DemoPod, podJson, podsAt } from './pod-list';
import { forwardPorts } from './port-forward';

export interface RunningPods {
  readonly url: string;
  stop(): Promise<void>;
}

export interface DemoPodsOptions {
  readonly traffic: () => MeshTraffic;
  /** Unix seconds; tests stop the clock. */
  readonly now?: () => number;
}

const PATH = /^\/api\/v1\/namespaces\/([^/]+)\/pods(?:\/([^/]+))?(?:\/(log|portforward))?$/;
/** Lines of an answer for which no number was asked. */
const MOST_LINES = 5000;

/** Listens on 127.0.0.1. */
export async function startDemoPods(options: DemoPodsOptions): Promise<RunningPods> {
  const api = new PodsApi(options);
  const server = createServer((request, response) => {
    api.answer(request, response).catch((error: unknown) => {
      status(response, 500, 'InternalError', error instanceof Error ? error.message : String(error));
    });
  });
  const stopForwarding = forwardPorts(server, (request, port) => api.connect(request, port));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: addressOf(server), stop: () => stop(server, stopForwarding) };
}

function addressOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The pods got no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function stop(server: Server, stopForwarding: () => void): Promise<void> {
  stopForwarding();
  server.closeAllConnections();
  server.close();
  if (server.listening) await once(server, 'close');
}

class PodsApi {
  readonly #options: DemoPodsOptions;
  readonly #admin: AdminPorts;

  constructor(options: DemoPodsOptions) {
    this.#options = options;
    this.#admin = new AdminPorts({ traffic: options.traffic, now: () => this.#now() });
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, namespace, name, part] = PATH.exec(url.pathname) ?? [];
    if (namespace === undefined || request.method !== 'GET')
      return status(response, 404, 'NotFound', 'the server could not find the requested resource');
    const pods = podsAt(this.#options.traffic(), this.#now()).filter(
      (pod) => pod.workload.namespace === namespace,
    );
    if (name === undefined) {
      return json(response, {
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: {},
        items: pods.map((pod) => podJson(pod)),
      });
    }
    const pod = pods.find(({ life }) => life.pod === decodeURIComponent(name));
    if (pod === undefined) return status(response, 404, 'NotFound', `pods "${name}" not found`);
    if (part === undefined) return json(response, podJson(pod));
    if (part === 'log') return this.#log(pod, url.searchParams, response);
    return status(response, 400, 'BadRequest', 'Upgrade request required');
  }

  /** Null where there is no such pod, or nothing listens there. */
  connect(request: IncomingMessage, port: number): ((socket: Duplex) => void) | null {
    const [, namespace, name] = PATH.exec(new URL(request.url ?? '/', 'http://localhost').pathname) ?? [];
    const pod = podsAt(this.#options.traffic(), this.#now()).find(
      ({ workload, life }) => workload.namespace === namespace && life.pod === name,
    );
    return pod === undefined ? null : this.#admin.listener(pod, port);
  }

  async #log(pod: DemoPod, query: URLSearchParams, response: ServerResponse): Promise<void> {
    const containers = containersOf(pod);
    const container = query.get('container') ?? containers[0] ?? '';
    if (!containers.includes(container)) {
      return status(
        response,
        400,
        'BadRequest',
        `container ${container} is not valid for pod ${pod.life.pod}`,
      );
    }
    const now = this.#now();
    const previous = query.get('previous') === 'true';
    if (previous && ((pod.life.restarts ?? 0) === 0 || container !== pod.workload.app)) {
      return status(
        response,
        400,
        'BadRequest',
        `previous terminated container "${container}" in pod "${pod.life.pod}" not found`,
      );
    }
    const tail = query.get('tailLines');
    const since = Date.parse(query.get('sinceTime') ?? '') / 1000;
    const range = { from: Number.isNaN(since) ? 0 : since, to: previous ? pod.life.sinceSeconds : now };
    const limit = tail === null ? MOST_LINES : Number(tail);
    const read = previous
      ? { ...pod, life: { ...pod.life, sinceSeconds: pod.life.sinceSeconds - 47 * 60 } }
      : pod;
    const lines = await linesBetween(this.#options.traffic(), read, container, range, limit);
    response.writeHead(200, { 'content-type': 'text/plain' });
    for (const { seconds, text } of lines) response.write(stamped(seconds, text));
    if (query.get('follow') !== 'true') {
      response.end();
      return;
    }
    const followed = new FollowedLog(this.#options.traffic, pod, container, now, (line) =>
      response.write(stamped(line.seconds, line.text)),
    );
    response.once('close', () => followed.stop());
    response.flushHeaders();
  }

  #now(): number {
    return (this.#options.now ?? (() => Date.now() / 1000))();
  }
}

function stamped(seconds: number, text: string): string {
  const us = Math.round(seconds * 1e6);
  const fraction = String(us % 1_000_000).padStart(6, '0');
  return `${new Date(Math.floor(us / 1e6) * 1000).toISOString().slice(0, 19)}.${fraction}000Z ${text}\n`;
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function status(response: ServerResponse, code: number, reason: string, message: string): void {
  response
    .writeHead(code, { 'content-type': 'application/json' })
    .end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message }));
}
