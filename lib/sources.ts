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
import { meshKind } from '@/lib/config/kind-lookup';
import type { ManagersPort } from '@/lib/config/managers/port';
import type { RevisionPort } from '@/lib/config/revisions';
import type { ConfigStore } from '@/lib/config/store';
import { type Environment, environment } from '@/lib/environment';
import type { MeshFactsPort } from '@/lib/graph/mesh-facts';
import type { HealthRules } from '@/lib/health/rules';
import { meshFactsFrom } from '@/lib/insight/mesh-facts/port';
import { createJaegerTraces } from '@/lib/jaeger/traces';
import type { KubernetesClient, ObserveCall } from '@/lib/kubernetes/client';
import { type Cluster, openCluster } from '@/lib/kubernetes/cluster';
import { clusterAbout } from '@/lib/kubernetes/cluster-about';
import { contentVersionOf } from '@/lib/kubernetes/cluster-object';
import { readerScope } from '@/lib/kubernetes/reader-scope';
import { selfSubjectReviewer } from '@/lib/kubernetes/self-subject-review';
import { writeRights } from '@/lib/kubernetes/write-rights';
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
import { learntFigure } from './sources/learnt-figure';
import { limitedPorts } from './sources/limited-ports';
import { observed } from './sources/observed';
import { type PodPorts, podPorts, podPortsAt } from './sources/pod-ports';
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
  /** A folder or a cluster; null = neither PERIPLUS_CONFIG_FOLDER nor PERIPLUS_KUBERNETES is set. */
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

/** The sources as `identity` may see them. Whoever answers a person asks for these. */
export function sourcesFor(identity: Pick<Identity, 'credential'>): Sources {
  const shared = sources();
  const { credential } = identity;
  const followed = cluster();
  // A token means something to a cluster only; a folder has no users.
  if (credential.kind === 'console' || followed === null) return shared;
  const own = followed.store(credential.token);
  const key = scopeKey(identity);
  // What is shared is named one by one: a new port is not shown to limited readers before it was limited.
  const { limitedTo, healthRules, suppressions, linkPatterns, schemas } = shared;
  const { scrapeIntervalSeconds, retentionSeconds, clockOffsetSeconds } = shared;
  return {
    ...{ limitedTo, healthRules, suppressions, linkPatterns, schemas },
    ...{ scrapeIntervalSeconds, retentionSeconds, clockOffsetSeconds },
    ...limitedSources(shared, key, (signal) => readerScope(followed, credential.token, signal)),
    scopeKey: key,
    rights: rightsOf(identity),
    clusterAbout: clusterAbout(followed.client.as(credential.token), () => followed.cache.discovery),
    prometheusVersion: shared.prometheusVersion,
    config: own,
    managers: followed.managers(credential.token),
    meshFacts: meshFacts(own),
    podPorts: podPortsOf(null, credential.token),
    revisions: null,
  };
}

/** Readers whose ports are remembered at the same time. */
const MOST_READERS = 200;

interface Readers {
  readonly of: Sources;
  readonly known: Map<string, LimitedSources>;
}

/** Made once for a reader: what is learnt about a store is kept with the ports over it. */
function limitedSources(shared: Sources, key: string, scope: ScopeOf): LimitedSources {
  const make = (): Readers => ({ of: shared, known: new Map() });
  if (processWide('readers', make).of !== shared) replaceProcessWide('readers', make());
  const { known } = processWide('readers', make);
  const ports = known.get(key) ?? shared.limitedTo(scope);
  // Whoever asked last goes last.
  known.delete(key);
  known.set(key, ports);
  for (const oldest of known.keys()) {
    if (known.size <= MOST_READERS) break;
    known.delete(oldest);
  }
  return ports;
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

/** The cluster as whoever asks may use it, for what is kept in it beside configuration. */
export interface AskedCluster {
  readonly client: KubernetesClient;
  readonly rights: RightsPort;
  /** Of the console's account; null where it has none. */
  ownNamespace(): Promise<string | null>;
}

/** null = no cluster is connected. */
export function clusterFor(identity: Pick<Identity, 'credential'>): AskedCluster | null {
  const followed = cluster();
  const rights = rightsOf(identity);
  if (followed === null || rights === null) return null;
  const { credential } = identity;
  const client = credential.kind === 'token' ? followed.client.as(credential.token) : followed.client;
  return { client, rights, ownNamespace: () => followed.ownNamespace() };
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
const NO_LINKS: readonly LinkPattern[] = [];

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
  const asking: PrometheusPortsOptions = {
    setInterval: settings.scrapeIntervalSeconds,
    interval,
    clockOffsetSeconds,
  };
  const states = async (signal?: AbortSignal) => [...(await sourceStates(probes, signal)), ...stateOf(live)];
  return {
    scopeKey: scopeKey(CONSOLE),
    rights: rightsOf(CONSOLE),
    clusterAbout: followed === null ? null : clusterAbout(followed.client, () => followed.cache.discovery),
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
    managers: followed?.managers(null) ?? null,
    podPorts: podPortsOf(settings.podsUrl),
    meshFacts: config === null ? null : meshFacts(config),
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
  return objects
    .filter(({ id }) => meshKind(id.group, id.kind) !== null)
    .map(({ id, version }) => ({ ...id, version: contentOf(version) }));
}
