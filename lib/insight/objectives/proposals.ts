/** Objectives that the past speaks for, of services that have none yet. */
import type { QueryPort } from '@/lib/dashboards/query/port';
import { type Observed, proposals } from '@/lib/objectives/propose';
import type { Slo } from '@/lib/objectives/slo';
import type { ProposalsAnswer } from './contract';

/** More history would weigh on the store for hardly another answer. */
const MOST_DAYS = 7;

const TOLD =
  'reporter=~"source|waypoint",destination_service_name!~"|unknown|PassthroughCluster|BlackHoleCluster"';
const BY = 'destination_service_namespace, destination_service_name';

export async function loadProposals(
  queries: QueryPort,
  slos: readonly Slo[],
  clock: { readonly nowSeconds: number; readonly retentionSeconds: number | null },
  signal?: AbortSignal,
): Promise<ProposalsAnswer> {
  const kept = (clock.retentionSeconds ?? MOST_DAYS * 86_400) / 86_400;
  const days = Math.max(1, Math.min(MOST_DAYS, Math.floor(kept)));
  const range = `${days}d`;
  const ask = (expr: string) => queries.instant(expr, clock.nowSeconds, signal);
  const [total, http, grpc, slow] = await Promise.all([
    ask(`sum by (${BY}) (increase(istio_requests_total{${TOLD}}[${range}]))`),
    ask(
      `sum by (${BY}) (increase(istio_requests_total{${TOLD},response_code=~"5..|0",response_flags!~".*FI.*"}[${range}]))`,
    ),
    ask(
      `sum by (${BY}) (increase(istio_requests_total{${TOLD},response_code!~"5..|0",request_protocol="grpc",grpc_response_status!~"0|",response_flags!~".*FI.*"}[${range}]))`,
    ),
    ask(
      `histogram_quantile(0.99, sum by (le, ${BY}) (rate(istio_request_duration_milliseconds_bucket{${TOLD}}[${range}])))`,
    ),
  ]);
  const key = (labels: Readonly<Record<string, string>>) =>
    `${labels.destination_service_namespace ?? ''}/${labels.destination_service_name ?? ''}`;
  const values = (asked: typeof total) =>
    new Map(asked.series.map(({ labels, points }) => [key(labels), points[0]?.[1] ?? 0]));
  const failedByCode = values(http);
  const failedByStatus = values(grpc);
  const p99 = values(slow);
  const known = new Set(slos.map(({ service }) => `${service.namespace}/${service.name}`));
  const observed = total.series.flatMap(({ labels, points }): Observed[] => {
    const id = key(labels);
    const requests = points[0]?.[1] ?? 0;
    if (known.has(id) || !(requests > 0)) return [];
    const failed = (failedByCode.get(id) ?? 0) + (failedByStatus.get(id) ?? 0);
    const p99Ms = p99.get(id);
    return [
      {
        namespace: labels.destination_service_namespace ?? '',
        name: labels.destination_service_name ?? '',
        requests,
        badShare: failed / requests,
        p99Ms: p99Ms === undefined || !Number.isFinite(p99Ms) ? null : p99Ms,
      },
    ];
  });
  const warnings = new Set([total, http, grpc, slow].flatMap((asked) => asked.warnings));
  return { proposals: [...proposals(observed)], days, warnings: [...warnings] };
}
