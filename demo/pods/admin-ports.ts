/** What listens inside the demo's pods: Envoy's and ztunnel's admin interface, and the control plane's debug endpoints. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ISTIO_VERSION, rootCertificateEnds } from '@/demo/traffic/control-plane';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import { certificatesOf } from './certificates';
import { clusterStatuses } from './cluster-statuses';
import { configDump } from './config-dump';
import { type DemoPod, podsAt } from './pod-list';
import { syncStatuses, wasRefused } from './sync-statuses';
import { ztunnelDump } from './ztunnel-dump';

export interface AdminOptions {
  readonly traffic: () => MeshTraffic;
  readonly now: () => number;
}

const ADMIN_PORT = 15_000;
const DEBUG_PORT = 15_014;
const LOGGERS = [
  'admin',
  'config',
  'connection',
  'filter',
  'http',
  'http2',
  'jwt',
  'rbac',
  'router',
  'upstream',
  'wasm',
];

export class AdminPorts {
  readonly #options: AdminOptions;
  /** By pod and logger; a new pod begins anew. */
  readonly #levels = new Map<string, Map<string, string>>();

  constructor(options: AdminOptions) {
    this.#options = options;
  }

  /** What takes a connection to a port of the pod; null where nothing listens. */
  listener(pod: DemoPod, port: number): ((socket: Duplex) => void) | null {
    const { proxy, name } = pod.workload;
    const isProxy = proxy === 'sidecar' || proxy === 'gateway' || proxy === 'waypoint' || name === 'ztunnel';
    if (port === ADMIN_PORT && isProxy)
      return this.#serving((request, response) => this.#admin(pod, request, response));
    if (port === DEBUG_PORT && name === 'istiod')
      return this.#serving((request, response) => this.#debug(request, response));
    return null;
  }

  #serving(answer: (request: IncomingMessage, response: ServerResponse) => void): (socket: Duplex) => void {
    const server: Server = createServer(answer);
    return (socket) => server.emit('connection', socket);
  }

  #admin(pod: DemoPod, request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const state = { traffic: this.#options.traffic(), now: this.#options.now() };
    const isTunnel = pod.workload.name === 'ztunnel';
    switch (url.pathname) {
      case '/server_info':
        json(response, serverInfo(pod, state.now));
        return;
      case '/config_dump':
        json(
          response,
          isTunnel ? ztunnelDump(state) : configDump(pod, { ...state, refused: wasRefused(pod) }),
        );
        return;
      case '/clusters':
        json(response, clusterStatuses(pod, state));
        return;
      case '/certs':
        json(response, certificatesOf(pod, state.now, rootCertificateEnds(state.traffic, state.now)));
        return;
      case '/logging':
        this.#logging(pod, url.searchParams, request, response);
        return;
      default:
        response.writeHead(404).end('invalid path. admin commands are:\n');
    }
  }

  #logging(pod: DemoPod, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'POST') {
      response.writeHead(405).end('Method Not Allowed');
      return;
    }
    const levels = this.#levels.get(pod.life.pod) ?? new Map(LOGGERS.map((name) => [name, 'warning']));
    this.#levels.set(pod.life.pod, levels);
    for (const [name, level] of query) {
      if (name === 'level') for (const logger of LOGGERS) levels.set(logger, level);
      else levels.set(name, level);
    }
    if (pod.workload.name === 'ztunnel') {
      response.end(
        `current log level is hickory_server::server=off,${levels.get('config') === 'warning' ? 'info' : levels.get('config')}\n`,
      );
      return;
    }
    response.end(`active loggers:\n${[...levels].map(([name, level]) => `  ${name}: ${level}\n`).join('')}`);
  }

  #debug(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const state = { traffic: this.#options.traffic(), now: this.#options.now() };
    if (url.pathname === '/debug/syncz') {
      json(response, syncStatuses(state));
      return;
    }
    const id = url.searchParams.get('proxyID');
    const pod = podsAt(state.traffic, state.now).find(
      ({ life, workload }) => `${life.pod}.${workload.namespace}` === id,
    );
    if (url.pathname === '/debug/config_dump' && pod !== undefined) {
      json(response, configDump(pod, { ...state, refused: false }));
      return;
    }
    response
      .writeHead(404)
      .end('Proxy not connected to this Pilot instance. It may be connected to another instance.\n');
  }
}

function serverInfo({ life, workload }: DemoPod, now: number): object {
  return {
    version: `1e5f0a9c2b7d/1.38.0-dev/Clean/RELEASE/BoringSSL`,
    state: 'LIVE',
    uptime_current_epoch: `${Math.round(now - life.sinceSeconds)}s`,
    uptime_all_epochs: `${Math.round(now - life.sinceSeconds)}s`,
    node: { id: life.pod, metadata: { ISTIO_VERSION, NAMESPACE: workload.namespace } },
  };
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value, null, 1));
}
