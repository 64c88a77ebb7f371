/** Any query of a dashboard or of Explore, answered by Prometheus; the configured matchers are put into every selector. */
import 'server-only';
import type { AskedSeries, LookupQuery, MetricDescription, QueryPort } from '@/lib/dashboards/query/port';
import { addMatchers } from '@/lib/promql/selectors';
import type { Point, PrometheusClient } from './client';
import { readExemplars } from './exemplars';
import { bucketSeries } from './histogram-buckets';
import type { Labels } from './response';

// Constant functions: answers are shared by them, see the client.
const readSeries = (labels: Labels, points: readonly Point[]): readonly AskedSeries[] => [{ labels, points }];
const readSample = (labels: Labels, value: number) => ({ labels, value });

export function prometheusQueries(client: PrometheusClient): QueryPort {
  const limited = (expr: string) => addMatchers(expr, client.labelMatchers);
  const matched = ({ match, fromSeconds, toSeconds, signal }: LookupQuery) => ({
    // Without a selector the matchers still hold.
    match:
      match.length > 0
        ? match.map(limited)
        : client.labelMatchers.length > 0
          ? [addMatchers('{__name__!=""}', client.labelMatchers)]
          : [],
    fromSeconds,
    toSeconds,
    signal,
  });
  return {
    async range(expr, { fromSeconds, toSeconds, stepSeconds }, signal) {
      const { rows, warnings, infos } = await client.range(limited(expr), {
        fromSeconds,
        toSeconds,
        stepSeconds,
        read: readSeries,
        readHistograms: bucketSeries,
        signal,
      });
      return { series: rows.flat(), warnings, infos };
    },
    async instant(expr, atSeconds, signal) {
      const { rows, warnings, infos } = await client.instant(limited(expr), {
        atSeconds,
        read: readSample,
        signal,
      });
      const series = rows.map(({ labels, value }): AskedSeries => ({ labels, points: [[atSeconds, value]] }));
      return { series, warnings, infos };
    },
    async exemplars(expr, window, signal) {
      return readExemplars(await client.exemplars(limited(expr), { ...window, signal }));
    },
    labelNames: (query) => client.labelNames(matched(query)),
    labelValues: (label, query) => client.labelValues(label, matched(query)),
    series: (query) => client.series({ ...matched(query), match: matched(query).match }),
    async metadata(metric, signal) {
      const known = await client.metadata(metric ?? undefined, signal);
      const described = Object.entries(known).flatMap(([name, all]): [string, MetricDescription][] => {
        const [first] = all;
        return first === undefined ? [] : [[name, { type: first.type, help: first.help, unit: first.unit }]];
      });
      return new Map(described);
    },
  };
}
