/** Requests per second of every flow, by how they ended. Two queries, so that both of the server's cores can work. */
import 'server-only';
import type { RequestRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { PrometheusClient, Result } from '@/lib/prometheus/client';
import { equal, type LabelMatcher, notEqual } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { sumOfRates } from './basis';
import { wholeOrBusiest } from './busiest';
import { flowOf } from './flows';
import { endLabels, flowLabelsOf, metric } from './labels';

export async function requests(
  client: PrometheusClient,
  { window, operations, idle, signal }: TrafficQuery & { readonly idle: boolean },
): Promise<TrafficAnswer<RequestRow>> {
  const by = [...flowLabelsOf(operations), ...endLabels];
  const view = (reporter: LabelMatcher) => {
    const rates = sumOfRates(client, window, { counter: metric.requests, by, matchers: [reporter] });
    return wholeOrBusiest(idle ? rates : `${rates} > 0`, (text) =>
      client.instant(text, { atSeconds: window.toSeconds, read: readRow, signal }),
    );
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
    code: labels.response_code ?? '',
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
    infos: results.flatMap((result) => result.infos),
  };
}
