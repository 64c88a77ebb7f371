/**
 * Which share of the traffic is under mutual TLS. Only the receiving side knows: as a client Envoy always writes
 * `unknown`, while ztunnel knows at both ends.
 */
import 'server-only';
import type { SecurityRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { notEqual, rate, selector, sumBy } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { flowOf } from './flows';
import { flowLabels, metric, UNKNOWN } from './labels';
import { joined } from './requests';
import { isZtunnel } from './tcp';

const BY = [...flowLabels, 'app', 'connection_security_policy', 'source_principal', 'destination_principal'];
const BY_REQUEST = BY.filter((label) => label !== 'app');

export async function security(
  client: PrometheusClient,
  { window, signal }: TrafficQuery,
): Promise<TrafficAnswer<SecurityRow>> {
  const byServer = selector(metric.requests, [notEqual('reporter', 'source'), ...client.labelMatchers]);
  const bytes = selector(metric.tcpReceivedByProxy, client.labelMatchers);
  const share = (labels: readonly string[], series: string) =>
    client.instant(`${sumBy(labels, rate(series, windowSeconds(window)))} > 0`, {
      atSeconds: window.toSeconds,
      read: readRow,
      signal,
    });
  return joined(await Promise.all([share(BY_REQUEST, byServer), share(BY, bytes)]));
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
