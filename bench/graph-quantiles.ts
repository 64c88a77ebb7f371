/**
 * p95 of all edges of the large mesh: asked for in parts, and read from what the recording rules would have recorded,
 * each against the one query that asks for all.
 */
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { createPrometheusClient, type PrometheusClient, type ReadSample } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';
import { groupLabels, groupMatchers } from '@/lib/prometheus/dialects/istio/groups';
import { metric } from '@/lib/prometheus/dialects/istio/labels';
import { CLIENT_VIEW, WORKLOAD_LEVEL } from '@/lib/prometheus/dialects/istio/recorded';
import { DEFAULT_RULES, ruleGroups } from '@/lib/prometheus/dialects/istio/recording-rules';
import { equal, histogramQuantile, rate, selector, sumBy } from '@/lib/prometheus/promql';
import type { Figure } from './figure';
import { inTurn, ratio, span, WARM_UP_RUNS } from './in-turn';

const RUNS = 9;
const WINDOW_SECONDS = 300;
const SHARE = 0.95;

const readValue: ReadSample<number> = (_labels, value) => value;

export async function benchQuantiles(url: URL, mesh: string, toSeconds: number): Promise<readonly Figure[]> {
  const clientOf = (matcher: string) =>
    createPrometheusClient({
      url,
      headers: {},
      queryParameters: {},
      caPem: null,
      timeoutMs: 60_000,
      labelMatchers: [equal('mesh', matcher)],
    });
  await using raw = disposable(clientOf(mesh));
  const single = (seconds: number) =>
    raw.client.instant(
      histogramQuantile(
        SHARE,
        sumBy(
          ['le', ...groupLabels(WORKLOAD_LEVEL)],
          rate(
            selector(metric.durationBuckets, [
              CLIENT_VIEW,
              ...groupMatchers(WORKLOAD_LEVEL),
              equal('mesh', mesh),
            ]),
            WINDOW_SECONDS,
          ),
        ),
      ),
      { atSeconds: seconds, read: readValue },
    );
  let used = 0;
  // Never the same instant twice, so that nothing is answered from a cache.
  const instant = () => toSeconds - used++ / 1000;
  const quantiles = (client: PrometheusClient, window: TimeWindow) =>
    istioTraffic(client).quantiles({ window, grouping: WORKLOAD_LEVEL, share: SHARE });
  const windowAt = (seconds: number) => ({ fromSeconds: seconds - WINDOW_SECONDS, toSeconds: seconds });
  const sharded = await inTurn(RUNS, {
    ours: () => quantiles(raw.client, windowAt(instant())),
    theirs: () => single(instant()),
  });
  await record(url, raw.client, toSeconds);
  // The first client remembers for a minute that there were no rules; one of a running console has seen them before.
  await using knowing = disposable(clientOf(mesh));
  let evaluation = 0;
  const rows = { recorded: 0, single: 0 };
  const recorded = await inTurn(RUNS, {
    ours: async () => {
      // Each time another evaluation of the rules is the newest, so that it is looked for and read.
      const settled = await istioTraffic(knowing.client).settle(windowAt(toSeconds + evaluation++ + 0.5));
      if (settled.infos.length === 0) throw new Error('The recorded series were not found.');
      rows.recorded = (await quantiles(knowing.client, settled.window)).rows.length;
    },
    theirs: async () => {
      rows.single = (await single(instant())).rows.length;
    },
  });
  if (rows.recorded !== rows.single)
    throw new Error(`${rows.recorded} recorded rows, ${rows.single} raw ones.`);
  return [
    {
      name: 'p95 of all edges in parts / in one query',
      value: ratio(sharded.ours, sharded.theirs),
      unit: '×',
      goal: 0.55,
      note: `${span(sharded.ours)} against ${span(sharded.theirs)}`,
    },
    {
      name: 'p95 of all edges from recording rules / in one query',
      value: ratio(recorded.ours, recorded.theirs),
      unit: '×',
      goal: 0.05,
      note: `${span(recorded.ours)} against ${span(recorded.theirs)}, ${rows.recorded} edges; looking for the rules included`,
    },
  ];
}

/**
 * Records what the rules for the window record for quantiles, by their own expressions: what they found at the instant,
 * as if they had found the same each second after it, for as many seconds as there are runs.
 */
async function record(url: URL, client: PrometheusClient, toSeconds: number): Promise<void> {
  const group = ruleGroups({ ...DEFAULT_RULES, keep: ['mesh'] }).find(
    ({ name }) => name === 'periplus-rates-5m',
  );
  const evaluations = [...Array(WARM_UP_RUNS + RUNS).keys()];
  for (const { record: name, expr, labels } of group?.rules ?? []) {
    if (!/_bucket:|:p95_|^periplus:/.test(name)) continue;
    // An instant of its own for each: what was written a moment ago must be seen.
    const read: ReadSample<{ labels: Record<string, string>; value: number }> = (own, value) => ({
      labels: { ...own, ...labels, __name__: name },
      value,
    });
    const { rows } = await client.instant(expr, { atSeconds: toSeconds, read });
    const isClock = name.startsWith('periplus:');
    await remoteWrite(
      url.origin,
      rows.map((row) => ({
        labels: row.labels,
        samples: evaluations.map((at) => [(toSeconds + at) * 1000, row.value + (isClock ? at : 0)]),
      })),
    );
  }
}

function disposable(client: PrometheusClient): AsyncDisposable & { readonly client: PrometheusClient } {
  return { client, [Symbol.asyncDispose]: () => client.close() };
}
