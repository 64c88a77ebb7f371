/** Exemplars of Istio's latency histogram. */
import 'server-only';
import type { Exemplar, ExemplarQuery } from '@/lib/metrics/exemplars';
import type { PrometheusClient } from '@/lib/prometheus/client';
import { readExemplars } from '@/lib/prometheus/exemplars';
import { selector } from '@/lib/prometheus/promql';
import { selectionMatchers } from './counted-once';
import { histogram } from './native';

export async function exemplars(
  client: PrometheusClient,
  { selections, window, signal }: ExemplarQuery,
): Promise<readonly Exemplar[]> {
  const parts = selections.flatMap((selection) => {
    const matchers = [...selectionMatchers(selection), ...client.labelMatchers];
    return [selector(`${histogram.duration}_bucket`, matchers), selector(histogram.duration, matchers)];
  });
  const found = readExemplars(await client.exemplars(parts.join(' or '), { ...window, signal }));
  return found.map(({ traceId, atSeconds, value }) => ({ traceId, atSeconds, valueMs: value }));
}
