/**
 * Jaeger's query API over the demo's traces: services, operations, search, trace by id and dependencies, in versions 1 and 3
 * (https://www.jaegertracing.io/docs/latest/architecture/apis/), with the answers that Jaeger 2.13 gives.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { MeshTraffic } from '@/demo/traffic/mesh-traffic';
import type { Span } from '@/lib/traces/model/span';
import { toResourceSpans } from '@/lib/traces/otlp-json';
import { toJaegerTrace } from './jaeger-v1';
import { BadQuery, readSearchV1, readSearchV3 } from './query-parameters';
import {
  callsBetween,
  type Keeping,
  type Operation,
  operationsByService,
  searchTraces,
  traceById,
} from './search';

export interface DemoJaegerOptions {
  readonly traffic: () => MeshTraffic;
  /** How far back traces are kept, seconds. */
  readonly keptSeconds: number;
  /** Unix seconds; tests stop the clock. */
  readonly now?: () => number;
  readonly port?: number;
}

export interface RunningDemoJaeger {
  readonly url: string;
  stop(): Promise<void>;
}

interface KnownOperations {
  readonly traffic: MeshTraffic;
  readonly atSeconds: number;
  readonly found: Promise<ReadonlyMap<string, readonly Operation[]>>;
}

const OPERATIONS_FRESH_SECONDS = 300;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Listens on 127.0.0.1. */
export async function startDemoJaeger(options: DemoJaegerOptions): Promise<RunningDemoJaeger> {
  const api = new DemoJaegerApi(options);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET') {
      send(response, { status: 405, body: { errors: [{ code: 405, msg: 'method not allowed' }] } });
      return;
    }
    api.answer(url).then(
      (answer) => (answer === null ? notFound(response) : send(response, answer)),
      (error: unknown) => send(response, failure(url, error)),
    );
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The trace API got no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  };
}

class DemoJaegerApi {
  readonly #options: DemoJaegerOptions;
  #operations: KnownOperations | null = null;

  constructor(options: DemoJaegerOptions) {
    this.#options = options;
  }

  /** Null for a path that is not part of the API. */
  async answer(url: URL): Promise<Answer | null> {
    const { pathname, searchParams } = url;
    if (pathname === '/api/services') return listed([...(await this.#known()).keys()]);
    if (pathname === '/api/v3/services') return ok({ services: [...(await this.#known()).keys()] });
    if (pathname === '/api/operations') return this.#operationsV1(searchParams);
    if (pathname === '/api/v3/operations')
      return ok({ operations: (await this.#of(searchParams)).map(operationJson) });
    const service = /^\/api\/services\/([^/]+)\/operations$/.exec(pathname)?.[1];
    if (service !== undefined) {
      const found = (await this.#known()).get(decodeURIComponent(service)) ?? [];
      return listed([...new Set(found.map((operation) => operation.name))]);
    }
    if (pathname === '/api/traces') return this.#searchV1(searchParams);
    if (pathname === '/api/v3/traces') return this.#searchV3(searchParams);
    if (pathname === '/api/dependencies') return this.#dependencies(searchParams);
    const [, v3, id] = /^\/api(\/v3)?\/traces\/([^/]+)$/.exec(pathname) ?? [];
    return id === undefined ? null : this.#trace(id, v3 !== undefined);
  }

  #keeping(): Keeping {
    return { keptSeconds: this.#options.keptSeconds, nowSeconds: (this.#options.now ?? systemSeconds)() };
  }

  /** Services and operations hardly change: the last answer serves while a new one is made. */
  async #known(): Promise<ReadonlyMap<string, readonly Operation[]>> {
    const traffic = this.#options.traffic();
    const keeping = this.#keeping();
    const last = this.#operations;
    const fresh = last?.traffic === traffic && keeping.nowSeconds - last.atSeconds < OPERATIONS_FRESH_SECONDS;
    if (last !== null && fresh) return last.found;
    const found = operationsByService(traffic, keeping);
    this.#operations = { traffic, atSeconds: keeping.nowSeconds, found };
    return last === null ? found : last.found;
  }

  async #of(parameters: URLSearchParams): Promise<readonly Operation[]> {
    const service = parameters.get('service');
    if (service === null || service === '') throw new BadQuery("parameter 'service' is required");
    const kind = parameters.get('spanKind') ?? parameters.get('span_kind');
    const found = (await this.#known()).get(service) ?? [];
    return kind === null || kind === '' ? found : found.filter((operation) => operation.kind === kind);
  }

  async #operationsV1(parameters: URLSearchParams): Promise<Answer> {
    return listed((await this.#of(parameters)).map(operationJson));
  }

  async #searchV1(parameters: URLSearchParams): Promise<Answer> {
    const ids = parameters.getAll('traceID');
    const traffic = this.#options.traffic();
    if (ids.length > 0) {
      const traces = ids.flatMap((id) => {
        const spans = traceById(traffic, id, this.#keeping());
        return spans === null ? [] : [toJaegerTrace(spans)];
      });
      return data(traces);
    }
    const keeping = this.#keeping();
    const found = await searchTraces(traffic, readSearchV1(parameters, keeping.nowSeconds * 1e6), keeping);
    return data(found.map(toJaegerTrace));
  }

  async #searchV3(parameters: URLSearchParams): Promise<Answer> {
    const found = await searchTraces(this.#options.traffic(), readSearchV3(parameters), this.#keeping());
    if (found.length === 0)
      return { status: 404, body: { error: { httpCode: 404, message: 'No traces found' } } };
    return resourceSpans(found.flat());
  }

  async #dependencies(parameters: URLSearchParams): Promise<Answer> {
    const keeping = this.#keeping();
    const endMs = Number(parameters.get('endTs') ?? keeping.nowSeconds * 1000);
    const lookbackMs = Number(parameters.get('lookback') ?? 24 * 3600_000);
    if (!Number.isFinite(endMs) || !Number.isFinite(lookbackMs))
      throw new BadQuery('unable to parse param endTs or lookback');
    const [from, to] = [(endMs - lookbackMs) / 1000, endMs / 1000];
    const calls = await callsBetween(this.#options.traffic(), from, to, keeping);
    return data(calls);
  }

  #trace(id: string, v3: boolean): Answer {
    if (!/^[0-9a-fA-F]{1,32}$/.test(id)) throw new BadQuery(`malformed trace id: ${id}`);
    const spans = traceById(this.#options.traffic(), id, this.#keeping());
    if (spans !== null) return v3 ? resourceSpans(spans) : data([toJaegerTrace(spans)]);
    return {
      status: 404,
      body: v3
        ? { error: { httpCode: 404, message: 'No traces found' } }
        : { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: 404, msg: 'trace not found' }] },
    };
  }
}

function systemSeconds(): number {
  return Date.now() / 1000;
}

function operationJson(operation: Operation): object {
  return { name: operation.name, spanKind: operation.kind };
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

/** The envelope of API v1; `total` is filled for lists of names only. */
function listed(items: readonly unknown[]): Answer {
  return ok({ data: items, total: items.length, limit: 0, offset: 0, errors: null });
}

function data(items: readonly unknown[]): Answer {
  return ok({ data: items, total: 0, limit: 0, offset: 0, errors: null });
}

/** All traces concatenated; the client groups them by id. */
function resourceSpans(spans: readonly Span[]): Answer {
  return ok({ result: { resourceSpans: toResourceSpans(spans) } });
}

function failure(url: URL, error: unknown): Answer {
  const status = error instanceof BadQuery ? 400 : 500;
  const message = error instanceof Error ? error.message : String(error);
  const body = url.pathname.startsWith('/api/v3/')
    ? { error: { httpCode: status, message } }
    : { data: null, total: 0, limit: 0, offset: 0, errors: [{ code: status, msg: message }] };
  return { status, body };
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer.body));
}
