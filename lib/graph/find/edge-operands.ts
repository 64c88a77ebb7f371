/** What can be compared of edges, or of edges and nodes alike. Names and meanings are Kiali's where Kiali has them. */
import type { GraphEdge } from '@/lib/graph/contract';
import type { LatencyStatistic } from '@/lib/graph/vocabulary';
import type { RequestTraffic } from '@/lib/metrics/traffic';
import type { Operand } from './language';

type Requests = RequestTraffic | null;

function of(protocol: GraphEdge['protocol'], edge: GraphEdge): Requests {
  return edge.protocol === protocol ? edge.requests : null;
}

/** Per cent of all requests; null without requests. */
function percent(requests: Requests, failed: (requests: RequestTraffic) => number): number | null {
  return requests === null || !(requests.requestsPerSecond > 0)
    ? null
    : (failed(requests) / requests.requestsPerSecond) * 100;
}

/** 4xx, 5xx, no response, and what a fault rule made up: Kiali tells them apart by their code alone. */
function failedByCode(requests: RequestTraffic): number {
  return (
    requests.clientErrorsPerSecond +
    requests.serverErrorsPerSecond +
    requests.noResponsePerSecond +
    requests.grpcErrorsPerSecond +
    requests.injectedPerSecond
  );
}

/** The headline of this console: 5xx, no response and gRPC errors. */
function failed(requests: RequestTraffic): number {
  return requests.errorsPerSecond;
}

/** Per cent of what the source sends by this protocol. */
function trafficShare(protocol: 'http' | 'grpc'): NonNullable<Operand['edge']> {
  return (edge, context) => {
    const own = of(protocol, edge)?.requestsPerSecond ?? null;
    const all = context.rate(edge.source, 'out', protocol);
    return own === null || all === null || all === 0 ? null : (own / all) * 100;
  };
}

function latency(statistic: LatencyStatistic, words: Operand['words'], name: string): Operand {
  return {
    words,
    type: 'ms',
    what: `${name} of the response time, ms`,
    edge: ({ latencyMs }) => latencyMs?.[statistic] ?? null,
    needs: { latency: [statistic] },
  };
}

/** Both ways. */
function bytesOf({ tcp }: GraphEdge): number | null {
  return tcp === null ? null : tcp.sentBytesPerSecond + tcp.receivedBytesPerSecond;
}

function endings(requests: Requests, name: 'code' | 'flags' | 'grpcStatus'): string[] {
  const values = (requests?.codes ?? []).flatMap((row) => (row.ratePerSecond > 0 ? (row[name] ?? []) : []));
  return [...new Set(values.flatMap((value) => (name === 'flags' ? value.split(',') : value)))];
}

const FAILED_WHAT = '% of requests that fail: 5xx, no response, gRPC errors';

export const EDGE_OPERANDS: readonly Operand[] = [
  {
    words: ['alert'],
    type: 'text',
    what: 'Name of an alert that fires, or waits to, about it',
    node: ({ id }, context) => context.alerts('node', id).map(({ name }) => name),
    edge: ({ id }, context) => context.alerts('edge', id).map(({ name }) => name),
  },
  latency('avg', ['avg', 'mean'], 'Mean'),
  {
    words: ['code'],
    type: 'text',
    what: 'HTTP status of some requests, 0 = no response',
    edge: ({ requests }) => endings(requests, 'code'),
  },
  {
    words: ['connections'],
    type: 'rate',
    what: 'TCP connections opened per second',
    edge: ({ tcp }) => tcp?.connectionsOpenedPerSecond ?? null,
  },
  {
    words: ['destprincipal'],
    type: 'text',
    what: 'Principal of the receiving side',
    edge: ({ mtls }) => mtls?.destinationPrincipals ?? [],
    needs: { mtls: true },
  },
  {
    words: ['%error', '%err'],
    type: 'percent',
    what: FAILED_WHAT,
    edge: ({ requests }) => percent(requests, failed),
    node: ({ incoming }) => percent(incoming, failed),
  },
  {
    words: ['flag'],
    type: 'text',
    what: 'Envoy’s response flag of some requests or connections, like UO',
    edge: ({ requests, tcp }) => [
      ...endings(requests, 'flags').filter((flag) => flag !== '-'),
      ...(tcp?.failures ?? []).flatMap(({ flags }) => flags.split(',')),
    ],
  },
  {
    words: ['grpc'],
    type: 'rate',
    what: 'gRPC requests, rps',
    edge: (edge) => of('grpc', edge)?.requestsPerSecond ?? null,
  },
  {
    words: ['%grpcerr', '%grpcerror'],
    type: 'percent',
    what: '% of gRPC requests with a status that is not OK, or no response',
    edge: (edge) => percent(of('grpc', edge), failedByCode),
  },
  {
    words: ['grpcstatus'],
    type: 'text',
    what: 'gRPC status of some requests, 0 = OK',
    edge: ({ requests }) => endings(requests, 'grpcStatus'),
  },
  {
    words: ['%grpctraffic'],
    type: 'percent',
    what: '% of the gRPC requests that the caller sends',
    edge: trafficShare('grpc'),
  },
  {
    words: ['health'],
    type: 'text',
    what: 'healthy, degraded, failing, idle or unknown',
    node: ({ health }) => [health.kind],
    edge: ({ health }) => [health.kind],
    choices: { healthy: [], degraded: [], failing: [], idle: [], unknown: [] },
  },
  {
    words: ['http'],
    type: 'rate',
    what: 'HTTP requests, rps',
    edge: (edge) => of('http', edge)?.requestsPerSecond ?? null,
  },
  {
    words: ['%httperr', '%httperror'],
    type: 'percent',
    what: '% of HTTP requests with 4xx, 5xx or no response',
    edge: (edge) => percent(of('http', edge), failedByCode),
  },
  {
    words: ['%httptraffic'],
    type: 'percent',
    what: '% of the HTTP requests that the caller sends',
    edge: trafficShare('http'),
  },
  {
    words: ['messages'],
    type: 'rate',
    what: 'gRPC messages, both ways, per second',
    edge: ({ messages }) => (messages === null ? null : messages.sentPerSecond + messages.receivedPerSecond),
    needs: { messages: true },
  },
  latency('p50', ['p50', 'median'], 'Median'),
  latency('p95', ['p95'], '95th percentile'),
  latency('p99', ['p99'], '99th percentile'),
  {
    words: ['%mtls'],
    type: 'percent',
    what: '% of requests or connections under mutual TLS',
    edge: ({ mtls }) => (mtls === null ? null : mtls.share * 100),
    needs: { mtls: true },
  },
  { words: ['protocol'], type: 'text', what: 'http, grpc or tcp', edge: ({ protocol }) => [protocol] },
  {
    words: ['rate', 'rps'],
    type: 'rate',
    what: 'Requests of any protocol, rps',
    edge: ({ requests }) => requests?.requestsPerSecond ?? null,
  },
  {
    words: ['requestthroughput'],
    type: 'bytes',
    what: 'Bytes of requests, B/s',
    edge: ({ throughput }) => throughput?.requestBytesPerSecond ?? null,
    needs: { throughput: true },
  },
  {
    words: ['responsethroughput'],
    type: 'bytes',
    what: 'Bytes of responses, B/s',
    edge: ({ throughput }) => throughput?.responseBytesPerSecond ?? null,
    needs: { throughput: true },
  },
  latency('p95', ['responsetime', 'rt'], '95th percentile'),
  {
    words: ['sourceprincipal'],
    type: 'text',
    what: 'Principal of the calling side',
    edge: ({ mtls }) => mtls?.sourcePrincipals ?? [],
    needs: { mtls: true },
  },
  { words: ['tcp'], type: 'bytes', what: 'TCP, both ways, B/s', edge: bytesOf },
  {
    words: ['throughput'],
    type: 'bytes',
    what: 'Bytes of requests and responses, B/s',
    edge: ({ throughput }) =>
      throughput === null ? null : throughput.requestBytesPerSecond + throughput.responseBytesPerSecond,
    needs: { throughput: true },
  },
];
