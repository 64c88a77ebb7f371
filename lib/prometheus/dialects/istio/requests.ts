/** Requests per second of every flow, by how they ended. Two queries, so that both of the server's cores can work. */
import 'server-only';
import type { RequestRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient, Result } from '@/lib/prometheus/client';
import { equal, type LabelMatcher, notEqual, rate, selector, sumBy } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { flowOf } from './flows';
import { endLabels, flowLabels, metric } from './labels';

const BY = [...flowLabels, ...endLabels];

export async function requests(
  client: PrometheusClient,
  { window, idle, signal }: TrafficQuery & { readonly idle: boolean },
): Promise<TrafficAnswer<RequestRow>> {
  const view = (reporter: LabelMatcher) => {
    const series = selector(metric.requests, [reporter, ...client.labelMatchers]);
    const rates = sumBy(BY, rate(series, windowSeconds(window)));
    return client.instant(idle ? rates : `${rates} > 0`, {
      atSeconds: window.toSeconds,
      read: readRow,
      signal,
    });
  };
  const views = await Promise.all([view(equal('reporter', 'source')), view(notEqual('reporter', 'source'))]);
  return joined(views);
}

function readRow(labels: Labels, value: number): RequestRow | null {
  // A counter that held NaN or infinity says nothing about requests.
  if (!Number.isFinite(value)) return null;
  const flow = flowOf(labels);
  const grpcStatus = labels.grpc_response_status;
  return {
    flow,
    code: labels.response_code || '0',
    grpcStatus: grpcStatus === undefined || grpcStatus === '' ? null : grpcStatus,
    flags: labels.response_flags || '-',
    ratePerSecond: value,
  };
}

/** The rows of several results, as one. */
export function joined<Row>(results: readonly Result<Row>[]): TrafficAnswer<Row> {
  return {
    rows: results.flatMap((result) => result.rows),
    warnings: results.flatMap((result) => result.warnings),
  };
}
