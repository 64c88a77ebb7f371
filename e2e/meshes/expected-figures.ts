/**
 * What an edge, a node or a whole graph must say, each figure with the PromQL that it is the answer of. How requests
 * ended is asked by code and flag; what counts as which failure is said here once more, in the words of the rules.
 */
import type { GraphEdge } from '@/lib/graph/contract';
import { type BruteForce, type Sample, sumOfRates } from './brute-force';
import type { Telling } from './calls';
import { principalOf } from './mesh-series';

type Requests = NonNullable<GraphEdge['requests']>;
type Tcp = NonNullable<GraphEdge['tcp']>;
type Messages = NonNullable<GraphEdge['messages']>;

/** One query, and what the answer of the graph must be compared with. */
export interface Figure {
  readonly query: string;
  /** Pairs of what the graph says and what the samples say, by name. */
  compare(samples: readonly Sample[]): Iterable<Compared>;
}

export type Compared = readonly [name: string, actual: number | null | undefined, expected: number | null];

const DURATION = 'istio_request_duration_milliseconds';
const ENDING = 'response_code,grpc_response_status,response_flags,request_protocol';

function single(name: string, query: string, actual: number | null | undefined): Figure {
  return { query, compare: (samples) => [[name, actual, samples[0]?.value ?? null]] };
}

/** `hosts`: told apart by the host that was called, as edges do. */
export function requestFigures(
  store: BruteForce,
  sids: readonly string[],
  actual: Requests | null,
  hosts: boolean,
): Figure[] {
  const by = hosts ? `${ENDING},destination_service,destination_service_name` : ENDING;
  return [
    {
      query: sumOfRates(store, 'istio_requests_total', sids, { by }),
      compare: (samples) => comparedRequests(samples, actual, hosts),
    },
  ];
}

function* comparedRequests(
  samples: readonly Sample[],
  actual: Requests | null,
  hosts: boolean,
): Generator<Compared> {
  const codes = new Map<string, number>();
  const sums: Record<string, number> = {};
  const add = (name: string, value: number) => {
    sums[name] = (sums[name] ?? 0) + value;
  };
  for (const { labels, value } of samples) {
    if (value === 0) continue;
    const { response_code = '', grpc_response_status = '', response_flags = '-', request_protocol } = labels;
    const end = [response_code, grpc_response_status, response_flags, hosts ? hostOf(labels) : null];
    const id = JSON.stringify(end);
    codes.set(id, (codes.get(id) ?? 0) + value);
    add('requestsPerSecond', value);
    const failure = failureOf(response_code, grpc_response_status, response_flags, request_protocol);
    if (failure !== null) add(failure, value);
    if (
      failure === 'serverErrorsPerSecond' ||
      failure === 'noResponsePerSecond' ||
      failure === 'grpcErrorsPerSecond'
    )
      add('errorsPerSecond', value);
    if (response_flags.split(',').includes('DI')) add('delayedPerSecond', value);
  }
  const { codes: given = [], ...figures } = actual ?? {};
  for (const name of FIGURES) yield [name, (figures as Record<string, number>)[name], sums[name] ?? null];
  const told = new Map(
    given.map((one) => [
      JSON.stringify([one.code, one.grpcStatus ?? '', one.flags, one.host]),
      one.ratePerSecond,
    ]),
  );
  for (const id of new Set([...codes.keys(), ...told.keys()]))
    yield [`code ${id}`, told.get(id), codes.get(id) ?? null];
}

const FIGURES = [
  'requestsPerSecond',
  'errorsPerSecond',
  'serverErrorsPerSecond',
  'clientErrorsPerSecond',
  'noResponsePerSecond',
  'grpcErrorsPerSecond',
  'injectedPerSecond',
  'delayedPerSecond',
] as const;

/** Injected answers are no failures of the mesh; HTTP failures of gRPC count as HTTP's. A code that is not told says nothing. */
function failureOf(
  code: string,
  grpcStatus: string,
  flags: string,
  protocol: string | undefined,
): (typeof FIGURES)[number] | null {
  if (flags.split(',').includes('FI')) return 'injectedPerSecond';
  if (code === '0') return 'noResponsePerSecond';
  if (/^5..$/.test(code)) return 'serverErrorsPerSecond';
  if (/^4..$/.test(code)) return 'clientErrorsPerSecond';
  return protocol === 'grpc' && grpcStatus !== '' && grpcStatus !== '0' ? 'grpcErrorsPerSecond' : null;
}

function hostOf({
  destination_service: host = 'unknown',
  destination_service_name: name = 'unknown',
}: Sample['labels']): string | null {
  if (host !== 'unknown') return host;
  return name === 'unknown' ? null : name;
}

/** Istio's names are the proxy's: what it received, the client sent. */
export function tcpFigures(store: BruteForce, sids: readonly string[], actual: Tcp | null): Figure[] {
  const of = (metric: string, where = '') => sumOfRates(store, metric, sids, { where });
  return [
    single('sent', of('istio_tcp_received_bytes_total'), actual?.sentBytesPerSecond),
    single('received', of('istio_tcp_sent_bytes_total'), actual?.receivedBytesPerSecond),
    single('opened', of('istio_tcp_connections_opened_total'), actual?.connectionsOpenedPerSecond),
    single(
      'failed',
      of('istio_tcp_connections_closed_total', ',response_flags!~"-|"'),
      actual?.connectionsFailedPerSecond,
    ),
  ];
}

export function messageFigures(
  store: BruteForce,
  sids: readonly string[],
  actual: Messages | null,
): Figure[] {
  return [
    single('messages sent', sumOfRates(store, 'istio_request_messages_total', sids), actual?.sentPerSecond),
    single(
      'messages received',
      sumOfRates(store, 'istio_response_messages_total', sids),
      actual?.receivedPerSecond,
    ),
  ];
}

export function durationFigures(
  store: BruteForce,
  sids: readonly string[],
  { latencyMs, throughput }: GraphEdge,
): Figure[] {
  const of = (metric: string, by = '') => sumOfRates(store, metric, sids, { by });
  const buckets = of(`${DURATION}_bucket`, 'le');
  return [
    single('avg', `${of(`${DURATION}_sum`)} / ${of(`${DURATION}_count`)}`, latencyMs?.avg),
    single('p50', `histogram_quantile(0.5, ${buckets})`, latencyMs?.p50),
    single('p95', `histogram_quantile(0.95, ${buckets})`, latencyMs?.p95),
    single('p99', `histogram_quantile(0.99, ${buckets})`, latencyMs?.p99),
    single('request bytes', of('istio_request_bytes_sum'), throughput?.requestBytesPerSecond),
    single('response bytes', of('istio_response_bytes_sum'), throughput?.responseBytesPerSecond),
  ];
}

/** `tellings` are of those who know; without any nothing is known. */
export function securityFigures(
  store: BruteForce,
  tellings: readonly Telling[],
  isTcp: boolean,
  { mtls }: GraphEdge,
): Figure[] {
  const metric = isTcp ? 'istio_tcp_received_bytes_total' : 'istio_requests_total';
  const sids = tellings.flatMap((one) => one.sids);
  const of = (where: string) => sumOfRates(store, metric, sids, { where });
  const all = of('');
  const secured = `(${of(',connection_security_policy="mutual_tls"')} or ${all} * 0) / ${all}`;
  return [single('share under mTLS', secured, mtls === null ? undefined : mtls.share)];
}

export function principalsOf(
  tellings: readonly Telling[],
  side: 'source' | 'destination',
  dropped: readonly string[],
): string[] {
  if (dropped.includes(`${side}_principal`)) return [];
  const workloads = tellings.flatMap((one) => (one.call.secured ? (one[side] ?? []) : []));
  return [...new Set(workloads.map(principalOf))].sort();
}
