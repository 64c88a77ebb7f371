/**
 * Messages of gRPC streams, which may flow for hours before their request ends and is counted. Two queries, one for
 * each direction. Envoy writes these counters without protocol, code, flags and policy
 * (https://github.com/istio/proxy, istio_stats.cc): the protocol is put back, so that they belong to the flow that
 * the requests of the same pair belong to.
 */
import 'server-only';
import type { MessageRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { marked, rate, selector, sumBy } from '@/lib/prometheus/promql';
import { flowOf } from './flows';
import { flowLabels, metric } from './labels';
import { joined } from './requests';

const BY = flowLabels.filter((label) => label !== 'request_protocol');

export async function messages(
  client: PrometheusClient,
  { window, signal }: TrafficQuery,
): Promise<TrafficAnswer<MessageRow>> {
  const direction = (name: string, read: ReadSample<MessageRow>) => {
    const rates = sumBy(BY, rate(selector(name, client.labelMatchers), windowSeconds(window)));
    const query = marked(`${rates} > 0`, 'request_protocol', 'grpc');
    return client.instant(query, { atSeconds: window.toSeconds, read, signal });
  };
  return joined(
    await Promise.all([
      direction(metric.requestMessages, readSent),
      direction(metric.responseMessages, readReceived),
    ]),
  );
}

const reader =
  (measure: MessageRow['measure']): ReadSample<MessageRow> =>
  (labels, value) =>
    Number.isFinite(value) ? { flow: flowOf(labels), measure, ratePerSecond: value } : null;
const readSent = reader('sent');
const readReceived = reader('received');
