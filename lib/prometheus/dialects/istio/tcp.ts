/**
 * TCP bytes and connections. Istio names its byte counters from the proxy's side: "received" is what the client sent
 * (https://github.com/istio/istio/issues/32399).
 */
import 'server-only';
import type { TcpRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { marked } from '@/lib/prometheus/promql';
import type { Labels } from '@/lib/prometheus/response';
import { sumOfRates } from './basis';
import { wholeOrBusiest } from './busiest';
import { flowOfBytes } from './flows';
import { FAILED_CONNECTION, metric, tcpLabels, UNKNOWN } from './labels';

const MEASURES = [
  ['sent', metric.tcpReceivedByProxy],
  ['received', metric.tcpSentByProxy],
  ['opened', metric.tcpOpened],
] as const;

export async function tcp(
  client: PrometheusClient,
  { window, idle, signal }: TrafficQuery & { readonly idle: boolean },
): Promise<TrafficAnswer<TcpRow>> {
  const parts = MEASURES.map(([measure, name]) => {
    const rates = sumOfRates(client, window, { counter: name, by: tcpLabels, matchers: [] });
    return marked(idle ? rates : `${rates} > 0`, 'measure', measure);
  });
  const failed = [metric.tcpClosed, metric.tcpFailed].map((name) => {
    const by = [...tcpLabels, 'response_flags'];
    const rates = sumOfRates(client, window, { counter: name, by, matchers: [FAILED_CONNECTION] });
    return marked(`${rates} > 0`, 'measure', 'failed');
  });
  return wholeOrBusiest([...parts, ...failed].join(' or '), (text) =>
    client.instant(text, { atSeconds: window.toSeconds, read: readRow, signal }),
  );
}

function readRow(labels: Labels, value: number): TcpRow | null {
  if (!Number.isFinite(value)) return null;
  const flow = flowOfBytes(labels, isZtunnel(labels));
  const measure = labels.measure as TcpRow['measure'];
  return { flow, measure, flags: labels.response_flags || '-', ratePerSecond: value };
}

/** Envoy as a client never knows the policy (`unknown`); ztunnel does. */
export function isZtunnel(labels: Labels): boolean {
  const policy = labels.connection_security_policy;
  return (
    labels.app === 'ztunnel' || (labels.reporter === 'source' && policy !== undefined && policy !== UNKNOWN)
  );
}
