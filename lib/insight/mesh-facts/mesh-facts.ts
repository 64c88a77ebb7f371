/**
 * What configuration and inventory know of the things that a graph draws: who exists, what is set for it, what stands
 * behind it. Pure: the same objects always give the same facts.
 */
import { meshConfigOf } from '@/lib/config/mesh-config/find-mesh-config';
import { type MeshSettings, type MeshView, meshView } from '@/lib/config/simulation/mesh-view';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { StoredObject } from '@/lib/config/store';
import type { MeshFacts, ServiceEntryFact, ServiceFact, WorkloadFact } from '@/lib/graph/mesh-facts';
import { NO_FACTS, type NodeFacts } from '@/lib/graph/node-facts';
import { type NodeBadge, nodeBadges } from '@/lib/graph/vocabulary';
import { LabelIndex } from '@/lib/inventory/label-index';
import { sumReplicas } from '@/lib/inventory/workloads';
import { CircuitBreakers } from './circuit-breakers';
import { type GatewayFacts, Gateways } from './gateways';
import { type MemberWorkload, memberWorkloadSteps } from './inventory';
import { rateLimits } from './rate-limits';
import { combinedEffects, type RouteEffect, routeEffects } from './route-rules';
import type { ByHost } from './rule-targets';

/** Kiali's name for thresholds of one object (https://kiali.io/docs/configuration/health/). */
const HEALTH_ANNOTATION = 'health.kiali.io/rate';

export function meshFactsOf(objects: readonly StoredObject[], settings?: MeshSettings): MeshFacts {
  const steps = meshFactsSteps(objects, settings);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in steps of a few milliseconds: of thousands of objects the whole takes longer than a server may look away. */
export function* meshFactsSteps(
  objects: readonly StoredObject[],
  settings: MeshSettings = meshConfigOf(objects).config,
): Generator<undefined, MeshFacts, undefined> {
  const parts = yield* readParts(objects, settings);
  return yield* new FactsOfObjects(parts).steps();
}

/** Services and workloads that are told of in one step. */
const A_STEP = 32;

/** What facts are put together from. */
interface Parts {
  readonly view: MeshView;
  readonly effects: ByHost<RouteEffect>;
  readonly breakers: CircuitBreakers;
  readonly isLimited: ReturnType<typeof rateLimits>;
  readonly known: readonly Known[];
}

function* readParts(
  objects: readonly StoredObject[],
  settings: MeshSettings,
): Generator<undefined, Parts, undefined> {
  yield;
  const view = meshView(objects, settings);
  yield;
  const inventory = yield* memberWorkloadSteps(objects, view.namespaceLabels);
  yield;
  const gateways = new Gateways(view);
  const workloads = [...inventory, ...gateways.unseen(inventory)];
  const context = {
    clusterDomain: settings.clusterDomain,
    namespaces: new Set(objects.map(({ id }) => (id.kind === 'Namespace' ? id.name : (id.namespace ?? '')))),
  };
  yield;
  const effects = routeEffects(objects, view.virtualServices, context);
  yield;
  const breakers = new CircuitBreakers(view.destinationRules, context);
  yield;
  const isLimited = rateLimits(objects, settings.rootNamespace);
  const known = workloads.map((workload) => ({ workload, gateway: gateways.of(workload) }));
  yield;
  return { view, effects, breakers, isLimited, known };
}

/** A workload with what is known of it, before the services that lead to it. */
interface Known {
  readonly workload: MemberWorkload;
  readonly gateway: GatewayFacts | null;
}

class FactsOfObjects {
  readonly #view: MeshView;
  readonly #effects: ByHost<RouteEffect>;
  readonly #breakers: CircuitBreakers;
  readonly #isLimited: ReturnType<typeof rateLimits>;
  readonly #known: readonly Known[];
  readonly #byLabels: LabelIndex<Known>;
  /** Hosts through which each workload is called, by `namespace/name`. */
  readonly #hostsOf = new Map<string, string[]>();

  constructor({ view, effects, breakers, isLimited, known }: Parts) {
    this.#view = view;
    this.#effects = effects;
    this.#breakers = breakers;
    this.#isLimited = isLimited;
    this.#known = known;
    this.#byLabels = new LabelIndex(
      known,
      ({ workload }) => workload.namespace,
      ({ workload }) => workload.labels,
    );
  }

  *steps(): Generator<undefined, MeshFacts, undefined> {
    const services: ServiceFact[] = [];
    const entries = new Map<string, MeshService[]>();
    for (const [at, service] of this.#view.services.entries()) {
      if (at % A_STEP === 0) yield;
      this.#noteHost(service);
      if (service.origin === 'kubernetes') services.push(this.#service(service));
      else {
        const key = `${service.namespace}/${service.name}`;
        entries.set(key, [...(entries.get(key) ?? []), service]);
      }
    }
    const workloads: WorkloadFact[] = [];
    for (const [at, known] of this.#known.entries()) {
      if (at % A_STEP === 0) yield;
      workloads.push(this.#workload(known));
    }
    return {
      services,
      serviceEntries: [...entries.values()].map((hosts) => this.#serviceEntry(hosts)),
      workloads,
    };
  }

  #noteHost(service: MeshService): void {
    for (const { workload } of this.#behind(service)) {
      const key = workloadKey(workload);
      const hosts = this.#hostsOf.get(key);
      if (hosts === undefined) this.#hostsOf.set(key, [service.host]);
      else hosts.push(service.host);
    }
  }

  /** Listed endpoints are addresses, of which nothing else is known. */
  #behind({ endpoints, namespace }: MeshService): readonly Known[] {
    if (endpoints.kind !== 'selector') return [];
    return this.#byLabels.select(namespace, endpoints.labels);
  }

  #workload({ workload, gateway }: Known): WorkloadFact {
    const { namespace, name, app, version, labels, membership, replicas } = workload;
    const badges = new Set<NodeBadge>();
    if (this.#breakers.of(this.#hostsOf.get(workloadKey(workload)) ?? []).holdsFor(labels)) {
      badges.add('circuitBreaker');
    }
    if (this.#isLimited({ namespace, labels, isGateway: gateway !== null })) badges.add('rateLimit');
    if (gateway !== null) badges.add('gateway');
    if (workload.workloadEntries.length > 0) badges.add('workloadEntry');
    // A gateway is a proxy itself.
    const outOfMesh = gateway !== null ? false : membership.outOfMesh;
    if (outOfMesh === true) badges.add('missingSidecar');
    return {
      cluster: null,
      namespace,
      name,
      app,
      version,
      healthRate: workload.annotations[HEALTH_ANNOTATION] ?? null,
      facts: {
        ...NO_FACTS,
        labels: { ...labels },
        replicas,
        outOfMesh,
        ambient: membership.ambient,
        dead: replicas?.desired === 0,
        badges: ordered(badges),
        gateway,
        workloadEntries: [...workload.workloadEntries],
      },
    };
  }

  #service(service: MeshService): ServiceFact {
    const behind = this.#behind(service);
    const { ruledBy, badges } = this.#rules([service.host]);
    const gateway = behind.find((known) => known.gateway !== null)?.gateway ?? null;
    const entries = behind.flatMap(({ workload }) => workload.workloadEntries);
    if (gateway !== null) badges.add('gateway');
    if (entries.length > 0) badges.add('workloadEntry');
    const apps = new Set(behind.map(({ workload }) => workload.app));
    const [app = null] = apps;
    const replicas = sumReplicas(behind.map(({ workload }) => workload.replicas));
    return {
      cluster: null,
      namespace: service.namespace,
      name: service.name,
      host: service.host,
      app: apps.size === 1 ? app : null,
      workloads: behind.map(({ workload }) => workload.name),
      healthRate: service.annotations[HEALTH_ANNOTATION] ?? null,
      facts: {
        ...NO_FACTS,
        labels: { ...service.labels },
        // Endpoints without a selector are somebody else's business, so nothing can be said about them.
        dead: service.endpoints.kind === 'selector' && (behind.length === 0 || replicas?.desired === 0),
        badges: ordered(badges),
        ruledBy,
        gateway,
        workloadEntries: [...entries].sort(),
      },
    };
  }

  #serviceEntry(services: readonly MeshService[]): ServiceEntryFact {
    const [first] = services;
    if (first === undefined) throw new Error('A ServiceEntry without hosts has no facts.');
    const hosts = services.map(({ host }) => host);
    const behind = this.#behind(first);
    const { ruledBy, badges } = this.#rules(hosts);
    const entries = behind.flatMap(({ workload }) => workload.workloadEntries);
    if (entries.length > 0) badges.add('workloadEntry');
    const location = first.external ? 'MESH_EXTERNAL' : 'MESH_INTERNAL';
    return {
      cluster: null,
      namespace: first.namespace,
      name: first.name,
      hosts,
      location,
      exportTo: exportedTo(first),
      workloads: behind.map(({ workload }) => workload.name),
      facts: {
        ...NO_FACTS,
        labels: { ...first.labels },
        badges: ordered(badges),
        ruledBy,
        serviceEntry: { namespace: first.namespace, name: first.name, hosts, location },
        workloadEntries: [...entries].sort(),
      },
    };
  }

  #rules(hosts: readonly string[]): { ruledBy: NodeFacts['ruledBy']; badges: Set<NodeBadge> } {
    const { ruledBy, badges } = combinedEffects(hosts, this.#effects);
    const own = new Set(badges);
    if (this.#breakers.of(hosts).any) own.add('circuitBreaker');
    return { ruledBy, badges: own };
  }
}

function workloadKey({ namespace, name }: MemberWorkload): string {
  return `${namespace}/${name}`;
}

function ordered(badges: ReadonlySet<NodeBadge>): NodeBadge[] {
  return nodeBadges.filter((badge) => badges.has(badge));
}

/** Namespaces by name; null = all. */
function exportedTo({ exportTo, namespace }: MeshService): readonly string[] | null {
  if (exportTo.length === 0 || exportTo.includes('*')) return null;
  return exportTo.filter((entry) => entry !== '~').map((entry) => (entry === '.' ? namespace : entry));
}
