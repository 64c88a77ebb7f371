/**
 * The environment as a set of ports: one instance for the whole process, made at the first use.
 * Only `app/` and the handlers ask for it; capabilities are given the port they need.
 */
import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { type Identity, scopeKey } from '@/lib/access/identity';
import type { SuppressRule } from '@/lib/config/analysis/suppress';
import type { ClusterAboutPort } from '@/lib/config/cluster-about';
import type { SchemaPort } from '@/lib/config/cluster-schema/port';
import { objectKey } from '@/lib/config/identity';
import { meshKind } from '@/lib/config/kind-lookup';
import type { ManagersPort } from '@/lib/config/managers/port';
import type { RevisionPort } from '@/lib/config/revisions';
import type { ConfigStore, ObjectId } from '@/lib/config/store';
import { type Environment, environment } from '@/lib/environment';
import type { MeshFactsPort } from '@/lib/graph/mesh-facts';
import type { HealthRules } from '@/lib/health/rules';
import { meshFactsFrom } from '@/lib/insight/mesh-facts/port';
import { createJaegerTraces } from '@/lib/jaeger/traces';
import type { KubernetesClient } from '@/lib/kubernetes/client';
import { contentVersionOf } from '@/lib/kubernetes/cluster-object';
import { readerScope } from '@/lib/kubernetes/reader-scope';
import { selfSubjectReviewer } from '@/lib/kubernetes/self-subject-review';
import { createManifestStore } from '@/lib/manifests/store';
import type { RightsPort } from '@/lib/mesh/rights';
import { type ScopeOf, WHOLE_MESH } from '@/lib/mesh/scope';
import type { SourceState } from '@/lib/mesh/source-state';
import type { TokenReviewer } from '@/lib/mesh/token-reviewer';
import type { Slo } from '@/lib/objectives/slo';
import { processWide, replaceProcessWide } from '@/lib/process-wide';
import { createPrometheusClient } from '@/lib/prometheus/client';
import { type LiveSettings, liveSettings } from '@/lib/settings/live-settings';
import { slosOf } from '@/lib/settings/slos';
import { exportObjectVersions, log, observeUpstream } from '@/lib/telemetry';
import type { LinkPattern } from '@/lib/traces/links/pattern';
import { limitedTraces } from '@/lib/traces/scope/limited-traces';
import type { TracePort } from '@/lib/traces/search';
import { clusterNames, clusterPorts } from './sources/cluster-ports';
import { followedClusters } from './sources/clusters';
import { KeptFew } from './sources/kept-few';
import { learntFigure } from './sources/learnt-figure';
import { limitedPorts } from './sources/limited-ports';
import { observed } from './sources/observed';
import { type PodPorts, podPortsAt } from './sources/pod-ports';
import {
  type PrometheusPorts,
  type PrometheusPortsOptions,
  prometheusPorts,
} from './sources/prometheus-ports';
import { scrapeInterval } from './sources/scrape-interval';
import { type Probe, sourceStates } from './sources/states';
import { storeClock } from './sources/store-clock';

export interface Sources extends PrometheusPorts {
  /** Names those who see the same through these ports; part of the key of whatever is kept between requests. */
  readonly scopeKey: string;
  /** What part of the mesh these ports tell of. Throws `Fault` where the reader's rights cannot be learnt. */
  readonly scope: ScopeOf;
  /** What a reader is given in place of these who may see no more than the scope. */
  limitedTo(scope: ScopeOf): LimitedSources;
  /** null = PERIPLUS_JAEGER_URL is not set. */
  readonly traces: TracePort | null;
  /** Names of the clusters that the reader may choose from, the first one first; empty where there is only one, or none. */
  readonly clusters: readonly string[];
  /** A folder or a cluster, or all clusters at once; null = neither PERIPLUS_CONFIG_FOLDER nor PERIPLUS_KUBERNETES is set. */
  readonly config: ConfigStore | null;
  /** Schemas of the cluster's own kinds; null = no cluster is connected. */
  readonly schemas: SchemaPort | null;
  /** Who manages the fields of the cluster's objects, as the reader may see it; null = no cluster is connected. */
  readonly managers: ManagersPort | null;
  /** What the connected cluster is; null = none is. */
  readonly clusterAbout: ClusterAboutPort | null;
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
  /** Links from traces to other tools, as the settings file has them now. */
  linkPatterns(): readonly LinkPattern[];
  /** Objectives over weeks, as the settings file has them now. */
  slos(): Promise<readonly Slo[]>;
  /** null = nothing keeps the configuration's past. */
  readonly revisions: RevisionPort | null;
  /** Seconds between scrapes, known at once or after a second at most: pages and windows depend on it. */
  scrapeIntervalSeconds(): Promise<number>;
  /** Seconds that metrics are kept; null where Prometheus does not tell, or not yet. Known after a second at most. */
  retentionSeconds(): Promise<number | null>;
  /** Of the Prometheus; null = it does not tell. Throws `Fault`. */
  prometheusVersion(signal?: AbortSignal): Promise<string | null>;
  /** Seconds that Prometheus' clock is ahead of ours, which is what "now" follows; 0 where they agree. Known after a second at most. */
  clockOffsetSeconds(): Promise<number>;
  /** How each configured source does, from its last calls, or from a light one when there was none lately. */
  states(signal?: AbortSignal): Promise<SourceState[]>;
}

export type LimitedSources = PrometheusPorts & Pick<Sources, 'scope' | 'traces' | 'states' | 'slos'>;

/**
 * The sources as `identity` may see them. Whoever answers a person asks for these. `cluster`: where several are
 * followed, the one that is meant; null = all of them.
 */
export function sourcesFor(identity: Pick<Identity, 'credential'>, cluster: string | null = null): Sources {
  const shared = sources();
  const { credential } = identity;
  const clusters = clusterNames(identity);
  const ports = clusterPorts(identity, cluster);
  // A token means something to a cluster only; a folder has no users.
  if (ports === null || (credential.kind === 'console' && clusters.length === 0)) return shared;
  const key =
    clusters.length === 0 || cluster === null ? scopeKey(identity) : `${scopeKey(identity)}@${cluster}`;
  const [home, ...others] = followedClusters().map(({ name, cluster: followed, acceptsTokens }) => ({
    name,
    cluster: acceptsTokens ? followed : null,
  }));
  if (credential.kind === 'console' || home === undefined)
    return { ...shared, ...ports, clusters, scopeKey: key };
  // What is shared is named one by one: a new port is not shown to limited readers before it was limited.
  const { limitedTo, healthRules, suppressions, linkPatterns } = shared;
  const { scrapeIntervalSeconds, retentionSeconds, clockOffsetSeconds } = shared;
  return {
    ...{ limitedTo, healthRules, suppressions, linkPatterns },
    ...{ scrapeIntervalSeconds, retentionSeconds, clockOffsetSeconds },
    ...limitedSources(shared, scopeKey(identity), (signal) =>
      readerScope([home, ...others], credential.token, signal),
    ),
    ...ports,
    clusters,
    scopeKey: key,
    prometheusVersion: shared.prometheusVersion,
    revisions: null,
  };
}

/** Readers whose ports are remembered at the same time. */
const MOST_READERS = 200;

const readers = new KeptFew<LimitedSources>('readers', MOST_READERS);

/** Made once for a reader: what is learnt about a store is kept with the ports over it. */
function limitedSources(shared: Sources, key: string, scope: ScopeOf): LimitedSources {
  return readers.get(key, shared, () => shared.limitedTo(scope));
}

/** The process's sources, as the console's own account sees them: for what no person asked for. */
export function sources(): Sources {
  return processWide('sources', createSources);
}

/** Who checks tokens of the cluster; null where there is none. */
export function tokenReviewer(): TokenReviewer | null {
  const [home] = followedClusters();
  return home === undefined ? null : selfSubjectReviewer(home.cluster.client);
}

/** The cluster as whoever asks may use it, for what is kept in it beside configuration. */
export interface AskedCluster {
  readonly client: KubernetesClient;
  readonly rights: RightsPort;
  /** Of the console's account; null where it has none. */
  ownNamespace(): Promise<string | null>;
}

/** The first one where there are several; null = no cluster is connected. */
export function clusterFor(identity: Pick<Identity, 'credential'>): AskedCluster | null {
  const [home] = followedClusters();
  const rights = clusterPorts(identity, home?.name ?? null)?.rights ?? null;
  if (home === undefined || rights === null) return null;
  const { credential } = identity;
  const { client, ownNamespace } = home.cluster;
  return { client: credential.kind === 'token' ? client.as(credential.token) : client, rights, ownNamespace };
}

/** Puts others in place, or (`undefined`) has them made anew from the environment. For tests. */
export function replaceSources(replacement: Sources | undefined): void {
  replaceProcessWide('sources', replacement);
}

/** Whoever asks by the console's own account. */
const CONSOLE = { credential: { kind: 'console' } } as const;

/** One value, so that whoever keeps it sees that nothing changed. */
const NOTHING_SUPPRESSED: readonly SuppressRule[] = [];
const NO_LINKS: readonly LinkPattern[] = [];

/** The probe's rows are of no interest. */
const nothing = () => null;

function createSources(): Sources {
  const settings = environment();
  const traces =
    settings.jaeger === null
      ? null
      : observed('jaeger', createJaegerTraces(settings.jaeger, { archives: settings.jaegerArchive }));
  const prometheus = createPrometheusClient(settings.prometheus, (outcome, seconds, detail) =>
    observeUpstream('prometheus', outcome, seconds, detail),
  );
  const folder = folderStore(settings);
  const followed = clusterPorts(CONSOLE, null);
  const config = folder ?? followed?.config ?? null;
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
  if (followed !== null) probes.push({ source: 'kubernetes', call: (signal) => probeClusters(signal) });
  const clockOffsetSeconds = storeClock(() => prometheus.clockOffsetSeconds());
  const retention = learntFigure(() => prometheus.retentionSeconds());
  const interval = scrapeInterval(settings.scrapeIntervalSeconds, () => prometheus.scrapeIntervalSeconds());
  if (config !== null) {
    exportObjectVersions(() =>
      meshObjects(config, folder === null ? contentVersionOf : (version) => version),
    );
  }
  const asking: PrometheusPortsOptions = {
    setInterval: settings.scrapeIntervalSeconds,
    interval,
    clockOffsetSeconds,
  };
  const states = async (signal?: AbortSignal) => [...(await sourceStates(probes, signal)), ...stateOf(live)];
  return {
    scopeKey: scopeKey(CONSOLE),
    clusters: clusterNames(CONSOLE),
    rights: followed?.rights ?? null,
    clusterAbout: followed?.clusterAbout ?? null,
    prometheusVersion: (signal) => prometheus.version(signal),
    ...prometheusPorts(prometheus, asking),
    scope: async () => WHOLE_MESH,
    limitedTo: (scope) => ({
      ...limitedPorts(prometheus, asking, scope),
      scope,
      traces: traces === null ? null : limitedTraces(traces, scope),
      slos: async () => {
        const { namespaces } = await scope();
        return slosOf(live.settings()).filter((slo) => isAbout(slo, namespaces));
      },
      states: async (signal) =>
        (await scope(signal)).namespaces === null ? states(signal) : withoutWords(await states(signal)),
    }),
    clockOffsetSeconds,
    scrapeIntervalSeconds: interval,
    retentionSeconds: async () => (await retention()) ?? null,
    traces,
    config,
    // Whoever may sign in may read them: they are the same for everybody.
    schemas: followed?.schemas ?? null,
    managers: followed?.managers ?? null,
    podPorts: settings.podsUrl === null ? (followed?.podPorts ?? null) : podPortsAt(settings.podsUrl),
    meshFacts: followed?.meshFacts ?? (config === null ? null : meshFactsFrom(config, () => setImmediate())),
    healthRules: () => live.healthRules(),
    suppressions: () => live.settings().suppress ?? NOTHING_SUPPRESSED,
    linkPatterns: () => live.settings().links ?? NO_LINKS,
    slos: async () => slosOf(live.settings()),
    revisions: folder,
    states,
  };
}

function folderStore({ configFolder, readOnly }: Environment) {
  if (configFolder === null) return null;
  return observed('manifests', createManifestStore({ folder: configFolder, readOnly }));
}

/** All at once: the first that does not answer is told. */
async function probeClusters(signal: AbortSignal): Promise<void> {
  await Promise.all(followedClusters().map(({ cluster }) => cluster.probe(signal)));
}

function stateOf(live: LiveSettings): SourceState[] {
  const state = live.state();
  return state === null ? [] : [state];
}

/** Whether an objective's service and caller are within the namespaces; null = all. */
function isAbout({ service, caller }: Slo, namespaces: readonly string[] | null): boolean {
  const named = caller === undefined ? [service] : [service, caller];
  return named.every(({ namespace }) => namespaces?.includes(namespace) ?? true);
}

/** A source's own words about a failure may tell of whatever it was asked for. */
function withoutWords(states: readonly SourceState[]): SourceState[] {
  return states.map((state) => ({
    ...state,
    reason: state.reason === null ? null : 'It does not answer all questions as it should.',
  }));
}

/** What rules the mesh, by what was asked for; the Kubernetes objects beside it are another exporter's concern. */
async function meshObjects(config: ConfigStore, contentOf: (version: string) => string) {
  const { objects } = await config.list();
  // One of several clusters changes what the name stands for in all of them.
  const versions = new Map<string, Omit<ObjectId, 'cluster'> & { readonly version: string }>();
  for (const { id, version } of objects) {
    if (meshKind(id.group, id.kind) === null) continue;
    const { cluster: _, ...name } = id;
    const other = versions.get(objectKey(name));
    const own = contentOf(version);
    versions.set(objectKey(name), {
      ...name,
      version: other === undefined ? own : `${other.version} ${own}`,
    });
  }
  return [...versions.values()];
}
