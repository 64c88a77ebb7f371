/**
 * Messages of gRPC streams, which may flow for hours before their request ends and is counted. Two queries, one for
 * each direction. Envoy writes these counters without protocol, code, flags and policy
 * (https://github.com/istio/proxy, istio_stats.cc): the protocol is put back, so that they belong to the flow that
 * the requests of the same pair belong to.
 */
import 'server-only';
import type { MessageRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { marked } from '@/lib/prometheus/promql';
import { sumOfRates } from './basis';
import { flowOf } from './flows';
import { flowLabelsOf, metric } from './labels';
import { joined } from './requests';

export async function messages(
  client: PrometheusClient,
  { window, operations, signal }: TrafficQuery,
): Promise<TrafficAnswer<MessageRow>> {
  const by = flowLabelsOf(operations).filter((label) => label !== 'request_protocol');
  const direction = (name: string, read: ReadSample<MessageRow>) => {
    const rates = sumOfRates(client, window, { counter: name, by, matchers: [] });
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
