/**
 * Speed of the graph on a real Prometheus with 1,000 services and 5,000 edges:
 * our answer against the same queries run raw, against the per-namespace form of other consoles at a distance of
 * 20 ms, and the number of queries from 1 to 500 namespaces. `npx tsx --conditions=react-server bench/graph.ts`
 */

import { Pool } from 'undici';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { startPrometheus } from '@/e2e/servers/prometheus/start';
import type { GraphRequest } from '@/lib/graph/contract';
import { loadGraph } from '@/lib/graph/load';
import { PLAIN_OPTIONS } from '@/lib/graph/plain-request';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';
import { delayProxy } from './delay-proxy';
import { type Figure, median } from './figure';
import { type SyntheticMesh, syntheticSeries } from './graph-mesh';
import { namespaceQueries, PER_NAMESPACE } from './graph-namespaces';
import { recordingProxy } from './graph-proxies';
import { benchQuantiles } from './graph-quantiles';
import { inTurn, ratio, span, WARM_UP_RUNS } from './in-turn';
import { postQuery, rawQuery } from './raw-query';

/** Some rounds take twice as long as others for both sides, by what the machine does beside. */
const RUNS = 20;
const FAR_RUNS = 5;
const ROUND_TRIP_MS = 20;
const LARGE: SyntheticMesh = {
  name: 'large',
  seed: 7,
  services: 1000,
  edges: 5000,
  namespaces: 40,
  buckets: true,
};
const COUNTED = [1, 50, 500].map(
  (namespaces): SyntheticMesh => ({
    name: `n${namespaces}`,
    seed: 7,
    services: 500,
    edges: 900,
    namespaces,
    buckets: false,
  }),
);

/** Hands each figure on as soon as it is known; `progress` hears of the loading, which takes most of a minute. */
export async function benchGraph(
  onFigure: (figure: Figure) => void,
  progress: (line: string) => void,
): Promise<void> {
  // Its own clean-up takes longer than an answer and would meet one side or the other by chance; so it comes seldom.
  await using prometheus = await startPrometheus({ environment: { GOGC: '400' } });
  const toSeconds = Math.floor(Date.now() / 15_000) * 15;
  for (const mesh of [LARGE, ...COUNTED]) {
    const { series } = await remoteWrite(
      prometheus.url,
      counted(syntheticSeries(mesh, toSeconds * 1000), progress),
    );
    progress(
      `loaded ${mesh.services} services, ${mesh.edges} edges in ${mesh.namespaces} namespaces (seed ${mesh.seed}): ${series} series`,
    );
  }
  const url = new URL(prometheus.url);
  const at = instants(toSeconds);
  onFigure(await againstRaw(url, 'graph of rates', [], at));
  onFigure(await againstRaw(url, 'graph with p95', ['p95'], at));
  for (const figure of await againstNamespaces(url, at)) onFigure(figure);
  onFigure(await countQueries(url, toSeconds));
  for (const figure of await benchQuantiles(url, LARGE.name, toSeconds)) onFigure(figure);
}

function* counted<T>(series: Iterable<T>, progress: (line: string) => void): Generator<T> {
  let count = 0;
  for (const one of series) {
    yield one;
    count += 1;
    if (count % 20_000 === 0) progress(`loading: ${count} series`);
  }
}

/** Never the same instant twice, so that nothing is answered from a cache. */
function instants(toSeconds: number): () => number {
  let used = 0;
  return () => toSeconds - (used++ % 50_000) / 1000;
}

function clientOf(url: URL, mesh: string): PrometheusClient {
  const labelMatchers = [{ name: 'mesh', operator: '=', value: mesh }] as const;
  return createPrometheusClient({
    url,
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 60_000,
    labelMatchers,
  });
}

function requestAt(toSeconds: number, latency: GraphRequest['latency'] = []): GraphRequest {
  return {
    ...PLAIN_OPTIONS,
    window: { fromSeconds: toSeconds - 60, toSeconds },
    latency,
  };
}

/** From asking to the JSON text that would be sent to the browser. */
async function graphText(client: PrometheusClient, toSeconds: number, latency: GraphRequest['latency'] = []) {
  return JSON.stringify(await loadGraph({ traffic: istioTraffic(client) }, requestAt(toSeconds, latency)));
}

async function againstRaw(
  url: URL,
  name: string,
  latency: GraphRequest['latency'],
  at: () => number,
): Promise<Figure> {
  const forms: string[] = [];
  {
    await using proxy = await recordingProxy(url, forms);
    const recorded = clientOf(new URL(proxy.url), LARGE.name);
    // What is asked for once in several minutes is no part of an answer's cost.
    await graphText(recorded, at(), latency);
    forms.length = 0;
    await graphText(recorded, at(), latency);
    await recorded.close();
  }
  const client = clientOf(url, LARGE.name);
  const pool = new Pool(url.origin, { connections: 16 });
  const unparsed: number[] = [];
  const { ours, theirs } = await inTurn(RUNS, {
    ours: () => graphText(client, at(), latency),
    theirs: async () => {
      const startedAt = performance.now();
      const bodies = await Promise.all(forms.map((form) => rawQuery(pool, form, at())));
      unparsed.push(performance.now() - startedAt);
      for (const body of bodies) JSON.parse(body);
    },
  });
  await client.close();
  await pool.close();
  const note = `${span(ours)} against ${span(theirs)}, of which parsing ${(median(theirs) - median(unparsed.slice(WARM_UP_RUNS))).toFixed(0)} ms; ${forms.length} queries`;
  return {
    name: `${name} / the same queries raw and in parallel`,
    value: ratio(ours, theirs),
    unit: '×',
    goal: 1.25,
    note,
  };
}

async function againstNamespaces(url: URL, at: () => number): Promise<Figure[]> {
  await using proxy = await delayProxy(url, ROUND_TRIP_MS);
  const far = new URL(proxy.url);
  const client = clientOf(far, LARGE.name);
  const pool = new Pool(far.origin, { connections: 16 });
  const requests: number[] = [];
  const { ours, theirs } = await inTurn(FAR_RUNS, {
    ours: () => graphText(client, at()),
    theirs: async () => {
      const startedAt = performance.now();
      for (const part of PER_NAMESPACE) {
        for (let namespace = 0; namespace < LARGE.namespaces; namespace += 1) {
          for (const query of namespaceQueries(`team-${namespace}`, LARGE.name, part)) {
            JSON.parse(await postQuery(pool, new URLSearchParams({ query, time: String(at()) }).toString()));
          }
        }
        if (part === PER_NAMESPACE[0]) requests.push(performance.now() - startedAt);
      }
    },
  });
  await client.close();
  await pool.destroy();
  const name = `graph of rates / per-namespace queries in turn, at +${ROUND_TRIP_MS} ms`;
  const note = `${span(ours)} against ${span(theirs)}, ${LARGE.namespaces} namespaces`;
  return [
    { name, value: ratio(ours, theirs), unit: '×', goal: 0.1, note },
    {
      name: '… against their queries for requests alone, ours with TCP',
      value: ratio(ours, requests.slice(WARM_UP_RUNS)),
      unit: '×',
      goal: null,
      note: `against ${span(requests.slice(WARM_UP_RUNS))}`,
    },
  ];
}

async function countQueries(url: URL, toSeconds: number): Promise<Figure> {
  const counts: number[] = [];
  for (const mesh of COUNTED) {
    const client = clientOf(url, mesh.name);
    await Promise.all([graphText(client, toSeconds, ['p95']), graphText(client, toSeconds, ['p95'])]);
    counts.push(client.sent());
    await client.close();
  }
  return {
    name: 'queries at 500 namespaces / at 1 (two users at once, with p95)',
    value: (counts.at(-1) ?? Number.NaN) / (counts[0] ?? Number.NaN),
    unit: '×',
    goal: 1,
    note: COUNTED.map(({ namespaces }, at) => `${counts[at]} at ${namespaces}`).join(', '),
  };
}
