/**
 * The environment as a set of ports: one instance for the whole process, made at the first use.
 * Only `app/` and the handlers ask for it; capabilities are given the port they need.
 */
import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { type Identity, scopeKey } from '@/lib/access/identity';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import { meshKind } from '@/lib/config/kind-lookup';
import type { RevisionPort } from '@/lib/config/revisions';
import type { ConfigStore } from '@/lib/config/store';
import type { QueryPort } from '@/lib/dashboards/query/port';
import { type Environment, environment } from '@/lib/environment';
import type { MeshFactsPort } from '@/lib/graph/mesh-facts';
import type { TrafficPort } from '@/lib/graph/traffic';
import type { HealthRules } from '@/lib/health/rules';
import { meshFactsFrom } from '@/lib/insight/mesh-facts/port';
import type { SightingPort } from '@/lib/insight/timeline/sightings';
import { createJaegerTraces } from '@/lib/jaeger/traces';
import type { ObserveCall } from '@/lib/kubernetes/client';
import { type Cluster, openCluster } from '@/lib/kubernetes/cluster';
import { contentVersionOf } from '@/lib/kubernetes/cluster-object';
import { selfSubjectReviewer } from '@/lib/kubernetes/self-subject-review';
import { writeRights } from '@/lib/kubernetes/write-rights';
import { createManifestStore } from '@/lib/manifests/store';
import type { RightsPort } from '@/lib/mesh/rights';
import type { SourceState } from '@/lib/mesh/source-state';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import type { ControlPlanePort } from '@/lib/metrics/control-plane';
import type { ExemplarPort } from '@/lib/metrics/exemplars';
import type { PerformancePorts } from '@/lib/metrics/performance';
import type { ResourcesPort } from '@/lib/metrics/resources';
import type { SeriesPort } from '@/lib/metrics/series';
import type { SubjectsPort } from '@/lib/metrics/subjects';
import type { DetailPort } from '@/lib/metrics/traffic-detail';
import type { TrendsPort } from '@/lib/metrics/trends';
import { processWide, replaceProcessWide } from '@/lib/process-wide';
import { createPrometheusClient } from '@/lib/prometheus/client';
import {
  istioDetail,
  istioExemplars,
  istioPerformance,
  istioSeries,
  istioTraffic,
} from '@/lib/prometheus/dialects/istio';
import { controlPlane } from '@/lib/prometheus/dialects/istio/control-plane';
import { istioSightings } from '@/lib/prometheus/dialects/istio/sightings';
import { istioSubjects } from '@/lib/prometheus/dialects/istio/subjects';
import { trends } from '@/lib/prometheus/dialects/istio/trends';
import { spanMetrics } from '@/lib/prometheus/dialects/span-metrics';
import { prometheusQueries } from '@/lib/prometheus/query';
import { podResources } from '@/lib/prometheus/resources';
import { type LiveSettings, liveSettings } from '@/lib/settings/live-settings';
import { exportObjectVersions, log, observeUpstream } from '@/lib/telemetry';
import type { TracePort } from '@/lib/traces/search';
import { learntFigure } from './sources/learnt-figure';
import { observed } from './sources/observed';
import { type PodPorts, podPorts, podPortsAt } from './sources/pod-ports';
import { scrapeInterval } from './sources/scrape-interval';
import { type Probe, sourceStates } from './sources/states';
import { storeClock } from './sources/store-clock';

export interface Sources {
  /** Names those who see the same through these ports; part of the key of whatever is kept between requests. */
  readonly scopeKey: string;
  readonly traffic: TrafficPort;
  readonly series: SeriesPort;
  readonly detail: DetailPort;
  readonly exemplars: ExemplarPort;
  readonly performance: PerformancePorts;
  readonly controlPlane: ControlPlanePort;
  readonly trends: TrendsPort;
  /** Any query: dashboards and Explore. */
  readonly queries: QueryPort;
  /** Figures of everything in a list. */
  readonly subjects: SubjectsPort;
  /** CPU, memory and restarts of pods. */
  readonly resources: ResourcesPort;
  /** null = PERIPLUS_JAEGER_URL is not set. */
  readonly traces: TracePort | null;
  /** A folder or a cluster; null = neither PERIPLUS_CONFIG_FOLDER nor PERIPLUS_KUBERNETES is set. */
  readonly config: ConfigStore | null;
  /** What the reader, or the console's account for them, may change in the cluster; null = no cluster has a say. */
  readonly rights: RightsPort | null;
  /** null = no cluster is connected, nor anything in its place. */
  readonly podPorts: PodPorts | null;
  /** null = there is no configuration to know anything from. */
  readonly meshFacts: MeshFactsPort | null;
  /** As the settings file has them now. */
  healthRules(): HealthRules;
  /** Findings on configuration that do not count, as the settings file has them now. */
  suppressions(): readonly SuppressRule[];
  /** null = nothing keeps the configuration's past. */
  readonly revisions: RevisionPort | null;
  /** When versions, failures and objects were seen in metrics. */
  readonly sightings: SightingPort;
  /** Seconds between scrapes, known at once or after a second at most: pages and windows depend on it. */
  scrapeIntervalSeconds(): Promise<number>;
  /** Seconds that metrics are kept; null where Prometheus does not tell, or not yet. Known after a second at most. */
  retentionSeconds(): Promise<number | null>;
  /** Seconds that Prometheus' clock is ahead of ours, which is what "now" follows; 0 where they agree. Known after a second at most. */
  clockOffsetSeconds(): Promise<number>;
  /** How each configured source does, from its last calls, or from a light one when there was none lately. */
  states(signal?: AbortSignal): Promise<SourceState[]>;
}

/** The sources as `identity` may see them. Whoever answers a person asks for these. */
export function sourcesFor(identity: Pick<Identity, 'credential'>): Sources {
  const shared = sources();
  const { credential } = identity;
  if (credential.kind === 'console') return shared;
  const own = cluster()?.store(credential.token) ?? null;
  return {
    ...shared,
    scopeKey: scopeKey(identity),
    rights: rightsOf(identity),
    // A token means something to a cluster only; a folder has no users.
    ...(own === null
      ? {}
      : { config: own, meshFacts: meshFacts(own), podPorts: podPortsOf(null, credential.token) }),
  };
}

/** The process's sources, as the console's own account sees them: for what no person asked for. */
export function sources(): Sources {
  return processWide('sources', createSources);
}

/** Who checks tokens of the cluster; null where there is none. */
export function tokenReviewer(): TokenReviewer | null {
  const known = cluster();
  return known === null ? null : selfSubjectReviewer(known.client);
}

interface Followed {
  cluster: { readonly of: Environment['kubernetes']; readonly opened: Cluster } | null;
}

/** The cluster that is followed; null = none is set. */
function cluster(): Cluster | null {
  const { kubernetes, readOnly } = environment();
  const followed = processWide<Followed>('cluster', () => ({ cluster: null }));
  if (followed.cluster?.of === kubernetes) return followed.cluster.opened;
  followed.cluster?.opened.close();
  followed.cluster = null;
  if (kubernetes === null) return null;
  const { cluster: settings, namespaces } = kubernetes;
  const observe: ObserveCall = (outcome, seconds, detail) =>
    observeUpstream('kubernetes', outcome, seconds, detail);
  followed.cluster = {
    of: kubernetes,
    opened: openCluster({ settings, namespaces, readOnly, observe }),
  };
  return followed.cluster.opened;
}

function rightsOf(identity: Pick<Identity, 'credential'>): RightsPort | null {
  const client = cluster()?.client;
  if (client === undefined) return null;
  const { credential } = identity;
  return writeRights(credential.kind === 'token' ? client.as(credential.token) : client, scopeKey(identity));
}

/** `token` null = by the console's own account. */
function podPortsOf(url: URL | null, token: string | null = null): PodPorts | null {
  if (url !== null) return podPortsAt(url);
  const client = cluster()?.client;
  if (client === undefined) return null;
  return podPorts(token === null ? client : client.as(token));
}

/** Facts are worked out once for a store, and kept as long as the store is. */
function meshFacts(store: ConfigStore): MeshFactsPort {
  const known = processWide('mesh-facts', () => new WeakMap<ConfigStore, MeshFactsPort>());
  const port = known.get(store) ?? meshFactsFrom(store, () => setImmediate());
  known.set(store, port);
  return port;
}

/** Puts others in place, or (`undefined`) has them made anew from the environment. For tests. */
export function replaceSources(replacement: Sources | undefined): void {
  replaceProcessWide('sources', replacement);
}

/** Whoever asks by the console's own account. */
const CONSOLE = { credential: { kind: 'console' } } as const;

/** One value, so that whoever keeps it sees that nothing changed. */
const NOTHING_SUPPRESSED: readonly SuppressRule[] = [];

/** The probe's rows are of no interest. */
const nothing = () => null;

function createSources(): Sources {
  const settings = environment();
  const traces = settings.jaeger === null ? null : observed('jaeger', createJaegerTraces(settings.jaeger));
  const prometheus = createPrometheusClient(settings.prometheus, (outcome, seconds, detail) =>
    observeUpstream('prometheus', outcome, seconds, detail),
  );
  const folder = folderStore(settings);
  const followed = cluster();
  const config = folder ?? followed?.store(null) ?? null;
  const live = liveSettings(settings.settingsFile, (file, mistakes) =>
    log().warn({ file, mistakes }, 'settings file not used'),
  );
  const probes: Probe[] = [
    {
      source: 'prometheus',
      call: (signal) =>
        prometheus.instant('vector(1)', { atSeconds: Date.now() / 1000, read: nothing, signal }),
    },
  ];
  if (traces !== null) probes.push({ source: 'jaeger', call: (signal) => traces.services(signal) });
  if (folder !== null) probes.push({ source: 'manifests', call: (signal) => folder.list(signal) });
  if (followed !== null) probes.push({ source: 'kubernetes', call: (signal) => followed.probe(signal) });
  const clockOffsetSeconds = storeClock(() => prometheus.clockOffsetSeconds());
  const retention = learntFigure(() => prometheus.retentionSeconds());
  const interval = scrapeInterval(settings.scrapeIntervalSeconds, () => prometheus.scrapeIntervalSeconds());
  if (config !== null) {
    exportObjectVersions(() =>
      meshObjects(config, folder === null ? contentVersionOf : (version) => version),
    );
  }
  return {
    scopeKey: scopeKey(CONSOLE),
    rights: rightsOf(CONSOLE),
    traffic: istioTraffic(prometheus, {
      scrapeIntervalSeconds: settings.scrapeIntervalSeconds,
      clockOffsetSeconds,
    }),
    clockOffsetSeconds,
    exemplars: istioExemplars(prometheus),
    performance: {
      mesh: istioPerformance(prometheus, interval),
      spans: spanMetrics(prometheus, interval),
    },
    series: istioSeries(prometheus, { scrapeIntervalSeconds: settings.scrapeIntervalSeconds }),
    detail: istioDetail(prometheus),
    queries: prometheusQueries(prometheus),
    trends: { trends: async (query) => trends(prometheus, query, await interval()) },
    subjects: istioSubjects(prometheus, interval),
    resources: podResources(prometheus, interval),
    controlPlane: { read: (query) => controlPlane(prometheus, query) },
    sightings: istioSightings(prometheus, interval),
    scrapeIntervalSeconds: interval,
    retentionSeconds: async () => (await retention()) ?? null,
    traces,
    config,
    podPorts: podPortsOf(settings.podsUrl),
    meshFacts: config === null ? null : meshFacts(config),
    healthRules: () => live.healthRules(),
    suppressions: () => live.settings().suppress ?? NOTHING_SUPPRESSED,
    revisions: folder,
    states: async (signal) => [...(await sourceStates(probes, signal)), ...stateOf(live)],
  };
}

function folderStore({ configFolder, readOnly }: Environment) {
  if (configFolder === null) return null;
  return observed('manifests', createManifestStore({ folder: configFolder, readOnly }));
}

function stateOf(live: LiveSettings): SourceState[] {
  const state = live.state();
  return state === null ? [] : [state];
}

/** What rules the mesh, by what was asked for; the Kubernetes objects beside it are another exporter's concern. */
async function meshObjects(config: ConfigStore, contentOf: (version: string) => string) {
  const { objects } = await config.list();
  return objects
    .filter(({ id }) => meshKind(id.group, id.kind) !== null)
    .map(({ id, version }) => ({ ...id, version: contentOf(version) }));
}
