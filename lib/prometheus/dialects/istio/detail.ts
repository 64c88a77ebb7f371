/** All about one selection in two queries, whose parts are told apart by a label: how it ended, and histograms. */
import 'server-only';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { TrafficSelection } from '@/lib/metrics/series';
import type {
  BytesRow,
  EndRow,
  EndsAnswer,
  EndsQuery,
  FarEnd,
  PeerSide,
  PrincipalsRow,
  RowOf,
} from '@/lib/metrics/traffic-detail';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { type Expression, type LabelMatcher, marked, notEqual } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { asTold, countedOnce, ZTUNNEL } from './counted-once';
import { endLabels, metric, securityLabels, UNKNOWN } from './labels';
import { isMutualTls } from './security';
import { isZtunnel } from './tcp';

const PART = 'part';

const FAR_END: Readonly<Record<PeerSide, readonly string[]>> = {
  callers: ['source_cluster', 'source_workload_namespace', 'source_workload', 'source_canonical_service'],
  callees: [
    'destination_cluster',
    'destination_workload_namespace',
    'destination_workload',
    'destination_canonical_service',
    'destination_service_namespace',
    'destination_service_name',
  ],
};

/** `sent` and `received` are the caller's; Istio's names are the proxy's. */
const BYTES: readonly (readonly [BytesRow['measure'], string])[] = [
  ['sent', metric.tcpReceivedByProxy],
  ['received', metric.tcpSentByProxy],
  ['opened', metric.tcpOpened],
];

const RECEIVERS: readonly LabelMatcher[] = [notEqual('reporter', 'source')];
/** The parts of several selections, one of which an `or` must not drop for looking like another. */
export function partsOf(
  selections: readonly TrafficSelection[],
  part: string,
  expression: (selection: TrafficSelection) => Expression,
): Expression[] {
  return selections.map((selection, at) =>
    marked(marked(expression(selection), 'nth', String(at)), PART, part),
  );
}

export function counting(client: PrometheusClient, window: TimeWindow) {
  return (counter: string, by: readonly string[], selection: TrafficSelection) => ({
    counter,
    by,
    selection,
    windowSeconds: windowSeconds(window),
    labelMatchers: client.labelMatchers,
  });
}

export async function ends(client: PrometheusClient, query: EndsQuery): Promise<EndsAnswer> {
  const { window, signal } = query;
  const parts = [...(query.requests ? requestParts(client, query) : []), ...bytesParts(client, query)];
  const { rows, warnings } = await client.instant(parts.join(' or '), {
    atSeconds: window.toSeconds,
    read: readRow,
    signal,
  });
  return {
    ends: rows.flatMap((row) => row.end ?? []),
    bytes: rows.flatMap((row) => row.bytes ?? []),
    principals: rows.flatMap((row) => row.principals ?? []),
    warnings,
  };
}

function requestParts(client: PrometheusClient, { window, selections, side, other, wholes }: EndsQuery) {
  const count = counting(client, window);
  const by = ['request_protocol', ...endLabels];
  const once = (labels: readonly string[]) => (one: TrafficSelection) =>
    countedOnce(count(metric.requests, labels, one));
  const told = (one: TrafficSelection) =>
    asTold(count(metric.requests, ['reporter', ...securityLabels], one), [RECEIVERS]);
  const own = [...new Set([...by, 'destination_service', 'destination_service_name', ...farEndLabels(side)])];
  return [
    ...partsOf(selections, `ends selection ${side}`, once(own)),
    ...(other
      ? partsOf(other.selections, `ends other ${other.side}`, once([...by, ...FAR_END[other.side]]))
      : []),
    ...wholesOf(wholes).flatMap(([whole, all]) => partsOf(all, `ends ${whole}`, once(['request_protocol']))),
    ...partsOf(selections, 'principals requests', told),
  ];
}

function bytesParts(
  client: PrometheusClient,
  { window, selections, side, other, wholes, tcp }: EndsQuery,
): Expression[] {
  const count = counting(client, window);
  const told = (tellers: readonly (readonly LabelMatcher[])[]) => (one: TrafficSelection) =>
    asTold(count(metric.tcpReceivedByProxy, ['reporter', 'app', ...securityLabels], one), tellers);
  // Where no proxy of a workload tells of requests, ztunnel knows of the bytes that they are.
  const tunnel = partsOf(selections, 'principals tunnel', (one) =>
    told(ZTUNNEL)({ ...one, protocol: 'tcp' }),
  );
  if (!tcp) return tunnel;
  const once = (counter: string, labels: readonly string[]) => (one: TrafficSelection) =>
    countedOnce(count(counter, labels, one));
  const all: readonly (readonly [RowOf, readonly TrafficSelection[], PeerSide | null])[] = [
    ['selection', selections, side],
    ['other', other?.selections ?? [], other?.side ?? null],
    ...wholesOf(wholes).map(([whole, some]) => [whole, some, null] as const),
  ];
  const bytes = all.flatMap(([of, some, end]) =>
    BYTES.filter(([measure]) => measure !== 'opened' || of === 'selection').flatMap(([measure, counter]) =>
      partsOf(some, `${measure} ${of} ${end}`, once(counter, farEndLabels(end))),
    ),
  );
  return [...bytes, ...partsOf(selections, 'principals bytes', told([RECEIVERS, ...ZTUNNEL])), ...tunnel];
}

function farEndLabels(side: PeerSide | null): readonly string[] {
  return side === null ? [] : FAR_END[side];
}

function wholesOf(wholes: EndsQuery['wholes']) {
  return (['caller', 'callee'] as const).flatMap((whole) => {
    const selections = wholes[whole];
    return selections === undefined ? [] : [[whole, selections] as const];
  });
}

interface Row {
  readonly end?: EndRow;
  readonly bytes?: BytesRow;
  readonly principals?: PrincipalsRow;
}

const readRow: ReadSample<Row> = (labels, ratePerSecond) => {
  // A counter that held NaN or infinity says nothing.
  if (!Number.isFinite(ratePerSecond)) return null;
  const [kind = '', of = '', side = ''] = (labels[PART] ?? '').split(' ');
  if (kind === 'principals')
    return { principals: principalsRow(labels, of as PrincipalsRow['counts'], ratePerSecond) };
  const farEnd = farEndOf(labels, side);
  if (kind !== 'ends') {
    return {
      bytes: { of: of as RowOf, measure: kind as BytesRow['measure'], farEnd, ratePerSecond },
    };
  }
  return {
    end: {
      of: of as RowOf,
      protocol: labels.request_protocol === 'grpc' ? 'grpc' : 'http',
      code: labels.response_code ?? '',
      grpcStatus: labels.grpc_response_status || null,
      flags: labels.response_flags || '-',
      host: known(labels.destination_service) ?? known(labels.destination_service_name),
      farEnd,
      ratePerSecond,
    },
  };
};

function principalsRow(
  labels: Labels,
  counts: PrincipalsRow['counts'],
  ratePerSecond: number,
): PrincipalsRow {
  return {
    mutualTls: isMutualTls(labels, counts === 'tunnel' || (counts === 'bytes' && isZtunnel(labels))),
    source: known(labels.source_principal),
    destination: known(labels.destination_principal),
    reporter: labels.reporter ?? '',
    counts,
    ratePerSecond,
  };
}

function farEndOf(labels: Labels, side: string): FarEnd | null {
  if (side !== 'callers' && side !== 'callees') return null;
  const end = side === 'callers' ? 'source' : 'destination';
  const isCalled = side === 'callees';
  const workload = known(labels[`${end}_workload`]);
  const namespace = known(labels[`${end}_workload_namespace`]);
  return {
    cluster: known(labels[`${end}_cluster`]),
    namespace: namespace ?? (isCalled ? known(labels.destination_service_namespace) : null),
    workload,
    app: known(labels[`${end}_canonical_service`]) ?? workload,
    service: isCalled ? known(labels.destination_service_name) : null,
  };
}

function known(label: string | undefined): string | null {
  return label === undefined || label === '' || label === UNKNOWN ? null : label;
}
