/** Bytes of requests and responses on the wire, headers included. */
import 'server-only';
import type { ThroughputRow, TrafficAnswer, TrafficQuery } from '@/lib/graph/traffic';
import { windowSeconds } from '@/lib/mesh/time-window';
import type { PrometheusClient, ReadSample } from '@/lib/prometheus/client';
import { rate, selector, sumBy } from '@/lib/prometheus/promql';
import { flowOf } from './flows';
import { flowLabels, metric } from './labels';
import { joined } from './requests';

export async function throughput(
  client: PrometheusClient,
  { window, signal }: TrafficQuery,
): Promise<TrafficAnswer<ThroughputRow>> {
  const bytes = (name: string, read: ReadSample<ThroughputRow>) => {
    const series = rate(selector(name, client.labelMatchers), windowSeconds(window));
    return client.instant(`${sumBy(flowLabels, series)} > 0`, { atSeconds: window.toSeconds, read, signal });
  };
  return joined(
    await Promise.all([bytes(metric.requestBytes, readRequest), bytes(metric.responseBytes, readResponse)]),
  );
}

const readBytes =
  (measure: ThroughputRow['measure']): ReadSample<ThroughputRow> =>
  (labels, value) => {
    return !Number.isFinite(value) ? null : { flow: flowOf(labels), measure, bytesPerSecond: value };
  };
const readRequest = readBytes('request');
const readResponse = readBytes('response');
