/**
 * Which share of the traffic is under mutual TLS. Only the receiving side knows: as a client Envoy always writes
 * `unknown`, while ztunnel knows at both ends.
 */
import 'server-only';
import type { Flow, SecurityRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { type LabelMatcher, notEqual } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { sumOfRates } from './basis';
import { flowOf, flowOfBytes } from './flows';
import { flowLabels, flowLabelsOf, metric, securityLabels, UNKNOWN } from './labels';
import { joined } from './requests';
import { isZtunnel } from './tcp';

const BY_CONNECTION = [...flowLabels, 'app', ...securityLabels];

export async function security(
  client: PrometheusClient,
  { window, operations, signal }: TrafficQuery,
): Promise<TrafficAnswer<SecurityRow>> {
  const byRequest = [...flowLabelsOf(operations), ...securityLabels];
  const share = (
    counter: string,
    by: readonly string[],
    matchers: readonly LabelMatcher[],
    read: ReadSample<SecurityRow>,
  ) =>
    client.instant(`${sumOfRates(client, window, { counter, by, matchers })} > 0`, {
      atSeconds: window.toSeconds,
      read,
      signal,
    });
  const byServer = share(metric.requests, byRequest, [notEqual('reporter', 'source')], readRequests);
  const byConnection = share(metric.tcpReceivedByProxy, BY_CONNECTION, [], readBytes);
  return joined(await Promise.all([byServer, byConnection]));
}

const readRequests: ReadSample<SecurityRow> = (labels, value) => readRow(labels, flowOf(labels), value);

const readBytes: ReadSample<SecurityRow> = (labels, value) =>
  readRow(labels, flowOfBytes(labels, isZtunnel(labels)), value);

function readRow(labels: Labels, flow: Flow, value: number): SecurityRow | null {
  if (!Number.isFinite(value) || (labels.reporter === 'source' && !flow.ztunnel)) return null;
  const mutualTls = isMutualTls(labels, flow.ztunnel);
  if (mutualTls === null) return null;
  return {
    flow,
    mutualTls,
    sourcePrincipal: principal(labels.source_principal),
    destinationPrincipal: principal(labels.destination_principal),
    ratePerSecond: value,
  };
}

/** null = not told: by `unknown` Envoy says that it does not know, ztunnel says so of plain text. */
export function isMutualTls(labels: Labels, ztunnel: boolean): boolean | null {
  const policy = labels.connection_security_policy || undefined;
  if (policy === undefined || (policy === UNKNOWN && !ztunnel)) return null;
  return policy === 'mutual_tls';
}

function principal(label: string | undefined): string | null {
  return label === undefined || label === '' || label === UNKNOWN ? null : label;
}
