/** Bytes of requests and responses on the wire, headers included. */
import 'server-only';
import type { ThroughputRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { flowOf } from './flows';
import { flowLabelsOf } from './labels';
import { observed } from './latency';
import { histogram } from './native';
import { joined } from './requests';

export async function throughput(
  client: PrometheusClient,
  { window, operations, signal }: TrafficQuery,
): Promise<TrafficAnswer<ThroughputRow>> {
  const bytes = async (name: string, read: ReadSample<ThroughputRow>) => {
    const rates = await observed(client, window, name, 'sum', flowLabelsOf(operations));
    return client.instant(`${rates} > 0`, {
      atSeconds: window.toSeconds,
      read,
      signal,
    });
  };
  return joined(
    await Promise.all([
      bytes(histogram.requestBytes, readRequest),
      bytes(histogram.responseBytes, readResponse),
    ]),
  );
}

const readBytes =
  (measure: ThroughputRow['measure']): ReadSample<ThroughputRow> =>
  (labels, value) => {
    return !Number.isFinite(value) ? null : { flow: flowOf(labels), measure, bytesPerSecond: value };
  };
const readRequest = readBytes('request');
const readResponse = readBytes('response');
