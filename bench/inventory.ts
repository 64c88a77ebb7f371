/**
 * Lists and pages of the inventory of 5,000 workloads on a real Prometheus: from asking to the JSON text that would be
 * sent to the browser. Run: `npm run bench -- inventory`.
 */
import { setImmediate as rest } from 'node:timers/promises';
import { Pool } from 'undici';
import { remoteWrite } from '@/e2e/servers/prometheus/remote-write';
import { startPrometheus } from '@/e2e/servers/prometheus/start';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { ConfigStore, StoredObject } from '@/lib/config/store';
import type { InventoryList } from '@/lib/insight/inventory/contract';
import { listOf } from '@/lib/insight/inventory/load-list';
import { type AllRows, type InventoryPorts, loadRows } from '@/lib/insight/inventory/load-rows';
import { loadSubject } from '@/lib/insight/inventory/load-subject';
import { loadRowsGraph } from '@/lib/insight/inventory/rows-graph';
import { loadSubjectFigures } from '@/lib/insight/inventory/subject-figures';
import type { InventoryKind } from '@/lib/insight/inventory/vocabulary';
import { meshFactsFrom } from '@/lib/insight/mesh-facts/port';
import { Fault } from '@/lib/mesh/fault';
import { createPrometheusClient, type PrometheusClient } from '@/lib/prometheus/client';
import { istioTraffic } from '@/lib/prometheus/dialects/istio';
import { istioSubjects } from '@/lib/prometheus/dialects/istio/subjects';
import { podResources } from '@/lib/prometheus/resources';
import { object } from './analysis-mesh';
import { type Figure, median } from './figure';
import { type SyntheticMesh, syntheticSeries } from './graph-mesh';
import { recordingProxy } from './graph-proxies';
import { inTurn, ratio, span } from './in-turn';
import { rawQuery } from './raw-query';

const RUNS = 5;
const SCRAPE_SECONDS = 15;
const FIRST_ROWS_MS = 1000;
const FILTER_MS = 100;
/** One value, as the process has it: whoever keeps it sees that nothing changed. */
const NOTHING_SUPPRESSED: readonly SuppressRule[] = [];
const MESH: SyntheticMesh = {
  name: 'inventory',
  seed: 11,
  services: 5000,
  edges: 6000,
  namespaces: 100,
  buckets: true,
};

export async function benchInventory(
  onFigure: (figure: Figure) => void,
  progress: (line: string) => void,
): Promise<void> {
  await using prometheus = await startPrometheus({ environment: { GOGC: '400' } });
  const toSeconds = Math.floor(Date.now() / 15_000) * 15;
  const { series } = await remoteWrite(prometheus.url, syntheticSeries(MESH, toSeconds * 1000));
  progress(
    `loaded ${MESH.services} workloads, ${MESH.edges} edges in ${MESH.namespaces} namespaces (seed ${MESH.seed}): ${series} series`,
  );
  const client = clientOf(prometheus.url);
  try {
    await measure(client, toSeconds, onFigure);
  } finally {
    await client.close();
  }
  await againstRaw(prometheus.url, toSeconds, onFigure);
}

function clientOf(url: string): PrometheusClient {
  return createPrometheusClient({
    url: new URL(url),
    headers: {},
    queryParameters: {},
    caPem: null,
    timeoutMs: 60_000,
  });
}

/** The list with its figures, and in turns what it asks Prometheus, asked raw and at once: that is its floor. */
async function againstRaw(url: string, toSeconds: number, onFigure: (figure: Figure) => void): Promise<void> {
  const store = new ChangingStore(meshObjects());
  let used = 0;
  const at = () => toSeconds - (used++ % 50_000) / 1000 - 5;
  const list = async (client: PrometheusClient) => {
    const to = at();
    const asked = {
      window: { fromSeconds: to - 60, toSeconds: to },
      figures: true,
      percentiles: false,
    } as const;
    return textOf(await loadRows(portsOf(client, store), { kind: 'workloads', ...asked }), '');
  };
  const forms: string[] = [];
  {
    await using proxy = await recordingProxy(new URL(url), forms);
    const recorded = clientOf(proxy.url);
    // What is asked for once in several minutes is no part of a list's cost.
    await list(recorded);
    forms.length = 0;
    await list(recorded);
    await recorded.close();
  }
  const client = clientOf(url);
  const pool = new Pool(url, { connections: 16 });
  try {
    const taken = await inTurn(RUNS, {
      ours: () => list(client),
      raw: () => Promise.all(forms.map((form) => rawQuery(pool, form, at()))),
    });
    onFigure({
      name: 'the list with its figures, against what it asks Prometheus asked raw and in parallel',
      value: ratio(taken.ours, taken.raw),
      unit: '×',
      goal: null,
      note: `${forms.length} queries, raw ${span(taken.raw)}`,
    });
  } finally {
    await client.close();
    await pool.close();
  }
}

async function measure(
  client: PrometheusClient,
  toSeconds: number,
  onFigure: (figure: Figure) => void,
): Promise<void> {
  const store = new ChangingStore(meshObjects());
  const ports = portsOf(client, store);
  // Never the same instant twice, so that nothing is answered from a cache.
  let used = 0;
  const window = () => {
    const to = toSeconds - (used++ % 50_000) / 1000;
    return { fromSeconds: to - 60, toSeconds: to };
  };
  const rows = (kind: InventoryKind, figures: boolean, percentiles = false) =>
    loadRows(ports, { kind, window: window(), figures, percentiles });
  const started = await timed(async () => textOf(await rows('workloads', false), ''));
  onFigure({ name: 'first rows, all configuration read anew', value: started, unit: 'ms', goal: null });
  const first = await times(async () => textOf(await rows('workloads', false), ''));
  onFigure(figure('first rows of 5,000 workloads, without figures', first, FIRST_ROWS_MS));
  const changed = await times(async () => {
    store.change();
    return textOf(await rows('workloads', false), '');
  });
  onFigure(figure('first rows after an object changed', changed, FIRST_ROWS_MS));
  let all: AllRows | null = null;
  const whole = await times(async () => {
    all = await rows('workloads', true);
    return textOf(all, '');
  });
  onFigure(figure('first rows of 5,000 workloads, with figures', whole, null));
  const kept: AllRows = all ?? (await rows('workloads', true));
  const shown = await times(async () => {
    const { rows: part } = listed(kept, '');
    const asked = { kind: 'workloads', window: window(), all: kept.rows, rows: part, trends: true } as const;
    return JSON.stringify([...(await loadSubjectFigures(ports.subjects, asked)).figures]);
  });
  onFigure(figure('95th percentiles and trends of the 100 rows in sight', shown, null));
  const sorted = await timed(async () => textOf(await rows('workloads', true, true), ''));
  onFigure({ name: 'first rows sorted by the 95th percentile', value: sorted, unit: 'ms', goal: null });
  const filter = await times(async (run) => textOf(kept, `service-${run} app:`));
  onFigure(figure('filter and sort of 5,000 workloads', filter, FILTER_MS));
  for (const part of ['facts', 'figures', 'peers'] as const) {
    const figures = part !== 'facts';
    const taken = await times(async () => {
      const about = { window: window(), figures, percentiles: false, about: 'team-7' };
      // Its lists share what their figures come from, as the route has it.
      const graph = figures
        ? loadRowsGraph(ports, { type: 'workload', window: about.window, about: 'team-7' })
        : null;
      const graphOf = graph === null ? undefined : () => graph;
      return JSON.stringify(
        await loadSubject(ports, {
          subject: { kind: 'workloads', namespace: 'team-7', name: 'service-7-v1', cluster: null },
          part,
          window: about.window,
          rowsOf: (kind) => loadRows(ports, { ...about, kind, graphOf }),
        }),
      );
    });
    onFigure(figure(`page of a workload, ${part}`, taken, part === 'facts' ? FIRST_ROWS_MS : null));
  }
}

function figure(name: string, taken: readonly number[], goal: number | null): Figure {
  return { name, value: median(taken), unit: 'ms', goal, note: span(taken) };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await run();
  return performance.now() - begin;
}

async function times(run: (at: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let at = -1; at < RUNS; at += 1) {
    const ms = await timed(() => run(at));
    if (at >= 0) taken.push(ms);
  }
  return taken;
}

function textOf(all: AllRows, text: string): string {
  return JSON.stringify(listed(all, text));
}

/** The first part of the list, as the route sends it. */
function listed(all: AllRows, text: string): InventoryList {
  const list = listOf(all, {
    kind: 'workloads',
    choice: { text, health: [], planes: [], types: [], findings: [], clusters: [], namespaces: null },
    order: { by: 'rate', descending: true },
    offset: 0,
    limit: 100,
    figures: true,
  });
  if (list.total < MESH.services)
    throw new Error(`The list holds ${list.total} of ${MESH.services} workloads.`);
  return list;
}

function portsOf(client: PrometheusClient, config: ConfigStore): InventoryPorts {
  const interval = async () => SCRAPE_SECONDS;
  return {
    traffic: istioTraffic(client, { scrapeIntervalSeconds: SCRAPE_SECONDS }),
    subjects: istioSubjects(client, interval),
    resources: podResources(client, interval),
    config,
    meshFacts: meshFactsFrom(config, rest),
    suppressions: () => NOTHING_SUPPRESSED,
  };
}

/** A store whose objects change one at a time, as a cluster's do. */
class ChangingStore implements ConfigStore {
  #objects: readonly StoredObject[];
  #changes = 0;

  constructor(objects: readonly StoredObject[]) {
    this.#objects = objects;
  }

  change(): void {
    this.#changes += 1;
    const at = this.#objects.length - this.#changes;
    this.#objects = this.#objects.map((object, index) =>
      index === at ? { ...object, version: `${object.version}+` } : object,
    );
  }

  async list() {
    return { objects: this.#objects, unreadable: [] };
  }

  readonly get = refuse;
  readonly rehearse = refuse;
  readonly save = refuse;
  readonly remove = refuse;
}

async function refuse(): Promise<never> {
  throw new Fault('forbidden', 'A bench only reads.');
}

/** The workloads and services that the series tell of. */
function meshObjects(): readonly StoredObject[] {
  const namespaces = Array.from({ length: MESH.namespaces }, (_, at) =>
    object('v1', 'Namespace', null, `team-${at}`, { metadata: { labels: { 'istio-injection': 'enabled' } } }),
  );
  const apps = Array.from({ length: MESH.services }, (_, at) => {
    const [name, namespace] = [`service-${at}`, `team-${at % MESH.namespaces}`];
    const labels = { app: name, version: 'v1' };
    return [
      object('v1', 'Service', namespace, name, {
        spec: { selector: { app: name }, ports: [{ port: 80, name: 'http', targetPort: 8080 }] },
      }),
      object('apps/v1', 'Deployment', namespace, `${name}-v1`, {
        metadata: { labels },
        spec: {
          replicas: 2,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: { serviceAccountName: name, containers: [{ name: 'app' }] },
          },
        },
      }),
    ];
  });
  return [...namespaces, ...apps.flat()];
}
