/**
 * A simulated request as the spans that its proxies, and some of its applications, would have sent: one of the
 * client's proxy and one of the server's for each hop, two of a gateway, and the applications' own work inside.
 */
import type { Attempt, Hop } from '@/demo/traffic/hop';
import { WORKLOADS } from '@/demo/world/workloads';
import type { Attributes, Span, SpanEvent, SpanKind } from '@/lib/traces/model/span';
import {
  isErrorSpan,
  outboundCluster,
  podOf,
  proxyAttributes,
  requestAttributes,
  serviceOf,
  type TraceFacts,
  waypointAttributes,
} from './envoy-attributes';

export interface SpanMaker {
  readonly traceId: string;
  readonly startUs: number;
  readonly facts: TraceFacts;
  /** A fresh id; the same sequence each time the trace is made. */
  readonly nextId: () => string;
}

interface Draft {
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startMs: number;
  readonly durationMs: number;
  readonly failed: boolean;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly events?: readonly SpanEvent[];
}

/** All spans of the request, parents before children. */
export function spansOfHop(hop: Hop, maker: SpanMaker): Span[] {
  const spans: Span[] = [];
  addHop(hop, null, maker, spans);
  return spans;
}

function addHop(hop: Hop, parent: string | null, maker: SpanMaker, spans: Span[]): void {
  if (hop.call.protocol === 'tcp') {
    addConversation(hop, parent, maker, spans);
    return;
  }
  if (hop.via === 'plain') return;
  const client =
    hop.via === 'waypoint' ? addWaypoint(hop, parent, maker, spans) : addClient(hop, parent, maker, spans);
  for (const attempt of hop.attempts) addServer(hop, attempt, client, maker, spans);
}

/** The client's proxy. A gateway reports the request that came in, and below it the one that it sent on. */
function addClient(hop: Hop, parent: string | null, maker: SpanMaker, spans: Span[]): string {
  const { facts } = maker;
  const last = hop.attempts.at(-1);
  const cluster = outboundCluster(hop.called, last?.port ?? hop.call.port, last?.subset ?? null);
  const ip = hop.client.proxy === 'gateway' ? '203.0.113.24' : podOf(hop.client, facts).ip;
  const draft: Draft = {
    service: serviceOf(hop.client),
    name: hop.operation,
    kind: 'client',
    startMs: hop.startMs,
    durationMs: hop.durationMs,
    failed: isErrorSpan(hop.answer),
    attributes: {
      ...proxyAttributes(hop.client, facts),
      ...requestAttributes(hop, hop, cluster, ip, facts),
      ...(hop.attempts.length > 1 ? { 'retry.count': String(hop.attempts.length - 1) } : {}),
    },
    resource: {},
  };
  if (hop.client.proxy !== 'gateway') return add(draft, parent, maker, spans);
  const entered = add({ ...draft, kind: 'server' }, parent, maker, spans);
  if (last === undefined) return entered;
  const sentOn = { ...draft, startMs: hop.startMs + 0.08, durationMs: Math.max(0.05, hop.durationMs - 0.15) };
  return add(sentOn, entered, maker, spans);
}

function addWaypoint(hop: Hop, parent: string | null, maker: SpanMaker, spans: Span[]): string {
  const { facts } = maker;
  const waypoint = WORKLOADS.find(
    (one) => one.proxy === 'waypoint' && one.namespace === hop.client.namespace,
  );
  if (waypoint === undefined) throw new Error(`The namespace ${hop.client.namespace} has no waypoint.`);
  const last = hop.attempts.at(-1);
  const cluster = outboundCluster(hop.called, last?.port ?? hop.call.port, last?.subset ?? null);
  const draft: Draft = {
    service: serviceOf(waypoint),
    name: hop.operation,
    kind: 'server',
    startMs: hop.startMs,
    durationMs: hop.durationMs,
    failed: isErrorSpan(hop.answer),
    attributes: {
      ...proxyAttributes(waypoint, facts),
      ...requestAttributes(hop, hop, cluster, podOf(hop.client, facts).ip, facts),
      ...waypointAttributes(hop, facts),
    },
    resource: {},
  };
  const entered = add(draft, parent, maker, spans);
  const durationMs = Math.max(0.05, hop.durationMs - 0.15);
  return add({ ...draft, kind: 'client', startMs: hop.startMs + 0.08, durationMs }, entered, maker, spans);
}

/** The server's proxy, and what the application did behind it. */
function addServer(hop: Hop, attempt: Attempt, parent: string, maker: SpanMaker, spans: Span[]): void {
  const { server } = attempt;
  const { facts } = maker;
  let own = parent;
  if (server !== null && server.proxy === 'sidecar') {
    own = add(
      {
        service: serviceOf(server),
        name: `${attempt.called.host}:${attempt.port}/*`,
        kind: 'server',
        startMs: attempt.startMs,
        durationMs: attempt.durationMs,
        failed: isErrorSpan(attempt.answer),
        attributes: {
          ...proxyAttributes(server, facts),
          ...requestAttributes(hop, attempt, `inbound|${attempt.port}||`, podOf(hop.client, facts).ip, facts),
        },
        resource: {},
      },
      parent,
      maker,
      spans,
    );
    if (attempt.handling.span !== undefined) addOwnWork(attempt, attempt.handling.span, own, maker, spans);
  }
  for (const child of attempt.hops) addHop(child, own, maker, spans);
}

/** A span of the application's own library, in OpenTelemetry's terms. */
function addOwnWork(attempt: Attempt, name: string, parent: string, maker: SpanMaker, spans: Span[]): void {
  const { server } = attempt;
  if (server === null) return;
  const firstCall = attempt.hops[0]?.startMs ?? attempt.startMs + attempt.workMs;
  const endMs = Math.min(firstCall, attempt.startMs + attempt.durationMs);
  const failed = attempt.answer.grpcStatus === '14';
  const startMs = attempt.startMs + 0.2;
  const timeNs = microseconds(maker.startUs + Math.max(startMs, endMs - 0.3) * 1000);
  add(
    {
      service: serviceOf(server),
      name,
      kind: 'internal',
      startMs,
      durationMs: Math.max(0.1, endMs - startMs - 0.2),
      failed,
      attributes: { 'code.function': name.replaceAll(' ', '_'), 'thread.name': 'worker-1' },
      resource: applicationResource(server, maker.facts),
      events: failed
        ? [
            {
              timeNs,
              name: 'exception',
              attributes: {
                'exception.type': 'CarrierUnavailable',
                'exception.message': 'connection refused',
              },
            },
          ]
        : [],
    },
    parent,
    maker,
    spans,
  );
}

/** What a client library records about a database or a cache; the proxies see only bytes. */
function addConversation(hop: Hop, parent: string | null, maker: SpanMaker, spans: Span[]): void {
  if (parent === null) return;
  const isCache = hop.call.port === 6379;
  add(
    {
      service: serviceOf(hop.client),
      name: isCache ? 'GET cart' : 'SELECT orders',
      kind: 'client',
      startMs: hop.startMs,
      durationMs: hop.durationMs,
      failed: false,
      attributes: {
        'db.system': isCache ? 'redis' : 'postgresql',
        'db.statement': isCache ? 'HGETALL cart:?' : 'SELECT * FROM orders WHERE id = $1',
        'server.address': hop.called?.host ?? hop.call.host,
        'server.port': hop.call.port,
      },
      resource: applicationResource(hop.client, maker.facts),
    },
    parent,
    maker,
    spans,
  );
}

function applicationResource(workload: Parameters<typeof podOf>[0], facts: TraceFacts): Attributes {
  return {
    'k8s.namespace.name': workload.namespace,
    'k8s.pod.name': podOf(workload, facts).pod,
    'service.version': workload.version ?? 'latest',
    'telemetry.sdk.language': 'go',
    'telemetry.sdk.name': 'opentelemetry',
  };
}

function add(draft: Draft, parent: string | null, maker: SpanMaker, spans: Span[]): string {
  const spanId = maker.nextId();
  spans.push({
    traceId: maker.traceId,
    spanId,
    parentSpanId: parent,
    service: draft.service,
    name: draft.name,
    kind: draft.kind,
    startNs: microseconds(maker.startUs + draft.startMs * 1000),
    durationNs: Math.max(1, Math.round(draft.durationMs * 1000)) * 1000,
    status: draft.failed ? 'error' : 'unset',
    statusMessage: null,
    attributes: draft.attributes,
    resource: { 'service.name': draft.service, ...draft.resource },
    scope: null,
    events: draft.events ?? [],
    links: [],
    warnings: [],
  });
  return spanId;
}

/** Whole microseconds as nanoseconds. */
function microseconds(us: number): bigint {
  return BigInt(Math.round(us)) * 1000n;
}
