/**
 * Which share of the traffic is under mutual TLS. Only the receiving side knows: as a client Envoy always writes
 * `unknown`, while ztunnel knows at both ends.
 */
import 'server-only';
import type { SecurityRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { type LabelMatcher, notEqual } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { sumOfRates } from './basis';
import { flowOf } from './flows';
import { flowLabels, flowLabelsOf, metric, securityLabels, UNKNOWN } from './labels';
import { joined } from './requests';
import { isZtunnel } from './tcp';

const BY_CONNECTION = [...flowLabels, 'app', ...securityLabels];

export async function security(
  client: PrometheusClient,
  { window, operations, signal }: TrafficQuery,
): Promise<TrafficAnswer<SecurityRow>> {
  const byRequest = [...flowLabelsOf(operations), ...securityLabels];
  const share = (counter: string, by: readonly string[], matchers: readonly LabelMatcher[]) =>
    client.instant(`${sumOfRates(client, window, { counter, by, matchers })} > 0`, {
      atSeconds: window.toSeconds,
      read: readRow,
      signal,
    });
  const byServer = share(metric.requests, byRequest, [notEqual('reporter', 'source')]);
  return joined(await Promise.all([byServer, share(metric.tcpReceivedByProxy, BY_CONNECTION, [])]));
}

function readRow(labels: Labels, value: number): SecurityRow | null {
  if (!Number.isFinite(value)) return null;
  const ztunnel = labels.request_protocol === 'tcp' && isZtunnel(labels);
  if (labels.reporter === 'source' && !ztunnel) return null;
  const flow = flowOf(labels, ztunnel);
  return {
    flow,
    mutualTls: labels.connection_security_policy === 'mutual_tls',
    sourcePrincipal: principal(labels.source_principal),
    destinationPrincipal: principal(labels.destination_principal),
    ratePerSecond: value,
  };
}

function principal(label: string | undefined): string | null {
  return label === undefined || label === '' || label === UNKNOWN ? null : label;
}
