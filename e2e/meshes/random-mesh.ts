/**
 * A small random mesh: clients and servers that disagree, callers without proxies, mirrored requests, failures that
 * no server saw, ambient parts with and without waypoints, several clusters, external hosts, ServiceEntries, egress gateways, calls to
 * bare addresses, awkward names, labels that an operator has removed.
 */
import type { ServiceEntryFact } from '@/lib/graph/mesh-facts';
import { entryFact } from '@/lib/graph/sample-facts';
import type { Call, Leg, Mode, Service, Teller, Telling, Workload } from './calls';
import { ending, failedEarly } from './endings';
import { Random } from './random';
import { tellingsOf } from './tellings';

/** `plain`: what every test can do with; `everything`: also what only the graph's own test is about. */
export type Variety = 'plain' | 'everything';

export interface RandomMesh {
  readonly seed: number;
  readonly variety: Variety;
  readonly tellings: readonly Telling[];
  readonly namespaces: readonly string[];
  /** Labels that no series has. */
  readonly dropped: readonly string[];
  /** Whether waypoints are called so, or can only be known by what runs through them. */
  readonly waypointsAreNamed: boolean;
  /** Brings hosts outside together, for the namespaces that see it; null = nothing is configured. */
  readonly entry: ServiceEntryFact | null;
}

const ENTRY_HOSTS = ['api.pay.example', 'mail.example'];

const AWKWARD = [
  'quo"te',
  'back\\slash',
  'größe',
  '名前',
  'a.b',
  "it's",
  'sp ace',
  'new\nline',
  '{x="y"}',
  '$1',
];
const OPERATIONS = ['list', 'GET /cart/{id}', 'say "hi"', 'a\\b\nc', 'größe', '-'];

/** Each can be removed by the Telemetry API; of labels that say the same, both or one. */
const DROPPABLE: readonly (readonly string[])[] = [
  ['source_cluster'],
  ['source_workload_namespace'],
  ['source_workload'],
  ['source_canonical_service'],
  ['source_canonical_revision', 'destination_canonical_revision'],
  ['destination_cluster'],
  ['destination_workload_namespace'],
  ['destination_workload'],
  ['destination_canonical_service', 'source_canonical_service'],
  ['destination_service'],
  ['destination_service_name'],
  ['destination_service_namespace'],
  ['source_cluster', 'destination_cluster'],
  ['response_code'],
  ['grpc_response_status'],
  ['response_flags'],
  ['connection_security_policy'],
  ['source_principal', 'destination_principal'],
  ['request_protocol'],
  ['reporter'],
  ['source_workload_namespace', 'destination_workload_namespace', 'destination_service_namespace'],
];

export function randomMesh(seed: number, variety: Variety = 'plain'): RandomMesh {
  return new MeshMaker(seed, variety).make();
}

class MeshMaker {
  readonly #seed: number;
  readonly #variety: Variety;
  readonly #random: Random;
  readonly #dropped: readonly string[];
  readonly #clusters: readonly string[];
  readonly #namespaces: readonly string[];
  readonly #waypointName: string;
  readonly #legs: 'ztunnel' | 'sidecar' | 'either' | 'none';
  readonly #pairs = new Map<string, Teller>();
  readonly #legsOf = new Map<string, Leg>();

  constructor(seed: number, variety: Variety) {
    this.#seed = seed;
    this.#variety = variety;
    this.#random = new Random(seed);
    const random = this.#random;
    this.#dropped =
      variety === 'everything' && seed % 3 === 0 ? (DROPPABLE[(seed / 3) % DROPPABLE.length] ?? []) : [];
    this.#clusters = random.chance(0.3) ? ['east', 'we"st'] : ['Kubernetes'];
    this.#namespaces = Array.from({ length: random.whole(1, 4) }, (_, at) =>
      random.chance(0.1) && this.#isWhole ? `${random.pick(AWKWARD)}-ns${at}` : `ns${at}`,
    );
    this.#legs = random.pick(['ztunnel', 'sidecar', 'either', 'none'] as const);
    this.#waypointName =
      this.#legs === 'ztunnel' && random.chance(0.4) ? 'bouncer' : random.pick(['waypoint', 'shop-waypoint']);
  }

  make(): RandomMesh {
    const random = this.#random;
    const services = Array.from({ length: random.whole(3, 7) }, (_, at) => this.#service(at));
    const behind = new Map(services.map((service) => [service, this.#workloads(service)]));
    const everybody = [...[...behind.values()].flat(), ...this.#gateways()];
    const calls = new Map<string, Call>();
    for (let at = random.whole(4, 11); at > 0; at -= 1) {
      const service = random.pick(services);
      const isOpen = service.mode !== 'waypoint' && !this.#dropped.includes('reporter');
      const source = isOpen && random.chance(0.12) ? null : random.pick(everybody);
      const workloads = behind.get(service) ?? [];
      for (const call of this.#calls(source, service, workloads)) {
        const { code, grpcStatus, flags, protocol, operation, destination } = call;
        const ends = [
          source?.name,
          source?.cluster,
          call.service.name,
          destination?.name,
          destination?.cluster,
        ];
        const id = JSON.stringify([ends, protocol, code, grpcStatus, flags, operation]);
        if (!calls.has(id)) calls.set(id, call);
      }
    }
    if (this.#variety === 'everything' && this.#isWhole) {
      const sidecars = services
        .filter(({ mode }) => mode === 'sidecar')
        .flatMap((one) => behind.get(one) ?? []);
      for (const call of this.#aroundServices(sidecars)) calls.set(JSON.stringify(call), call);
    }
    const all = [...calls.values()].filter(isPlain([...calls.values()]));
    return {
      seed: this.#seed,
      variety: this.#variety,
      tellings: all
        .flatMap(tellingsOf)
        .filter(({ reporter }) => reporter === 'source' || !this.#dropped.includes('reporter')),
      namespaces: this.#namespaces,
      dropped: this.#dropped,
      waypointsAreNamed: this.#waypointName !== 'bouncer',
      entry: this.#variety === 'everything' && random.chance(0.5) ? this.#entry() : null,
    };
  }

  get #isWhole(): boolean {
    return this.#dropped.length === 0;
  }

  #service(at: number): Service {
    const random = this.#random;
    const namespace = random.pick(this.#namespaces);
    // A name without its label is read from the host, of which dots are the joints.
    const isAwkward = random.chance(0.3) && this.#isWhole;
    const name = isAwkward ? `${random.pick(AWKWARD)}${at}` : `svc${at}`;
    const modes: readonly Mode[] = ['sidecar', 'sidecar', 'sidecar', 'ztunnel', 'waypoint'];
    const mode = this.#isWhole ? random.pick(modes) : 'sidecar';
    return { namespace, name, host: `${name}.${namespace}.svc.cluster.local`, mode };
  }

  #workloads({ namespace, name }: Service): Workload[] {
    const random = this.#random;
    return Array.from({ length: random.whole(1, 3) }, (_, at) => {
      const version = random.chance(0.1) ? `v"${at + 1}\\` : `v${at + 1}`;
      const cluster = random.pick(this.#clusters);
      return { cluster, namespace: namespace ?? '', name: `${name}-v${at + 1}`, app: name, version };
    });
  }

  #gateways(): Workload[] {
    if (!this.#random.chance(0.4)) return [];
    const name = 'istio-ingressgateway';
    const cluster = this.#random.pick(this.#clusters);
    return [{ cluster, namespace: 'istio-system', name, app: name, version: 'latest' }];
  }

  #calls(source: Workload | null, service: Service, workloads: readonly Workload[]): Call[] {
    const random = this.#random;
    const protocol = this.#protocol();
    const pair = JSON.stringify([source?.name, source?.cluster, service.name]);
    const teller = this.#pairs.get(pair) ?? this.#teller(source, service);
    this.#pairs.set(pair, teller);
    const spoken = spokenOf(teller, protocol, source === null ? service.mode : null);
    const reached = random.pick(workloads);
    const call = (part: Partial<Call> = {}): Call =>
      this.#call(teller, spoken, { source, service, destination: reached, ...part });
    // What it is compared with must be there.
    const base = call({ liveliness: 'live', isStream: false });
    const calls = [base];
    if (random.chance(0.4)) calls.push(call());
    if (teller !== 'both' && teller !== 'everybody') return calls;
    const isBytes = spoken === 'tcp';
    if (!isBytes && random.chance(0.4))
      calls.push(call({ teller: 'client', destination: null, ...failedEarly(random) }));
    const shadow = workloads.find((one) => one !== reached);
    if (!isBytes && shadow !== undefined && this.#isWhole && random.chance(0.2))
      calls.push(call({ teller: 'server', destination: shadow }));
    if (random.chance(0.15))
      calls.push(call({ teller: 'client', service: this.#outside(), destination: null }));
    return calls;
  }

  #entry(): ServiceEntryFact {
    const random = this.#random;
    const exportTo = random.chance(0.5) ? [random.pick(this.#namespaces)] : null;
    return entryFact('payments', ENTRY_HOSTS, { namespace: random.pick(this.#namespaces), exportTo });
  }

  /** Through an egress gateway, which calls a host outside in turn; and to a workload's own address. */
  #aroundServices(workloads: readonly Workload[]): Call[] {
    const random = this.#random;
    if (workloads.length === 0) return [];
    const live = { liveliness: 'live', isStream: false } as const;
    const calls: Call[] = [];
    if (random.chance(0.4)) {
      const service = { namespace: null, ...outside('tax.example') };
      const source = random.pick(workloads);
      const name = 'istio-egressgateway';
      const gateway = {
        cluster: source.cluster,
        namespace: 'istio-system',
        name,
        app: name,
        version: 'latest',
      };
      calls.push(
        this.#call('both', 'http', { source, service, destination: gateway, ...live }),
        this.#call('client', 'http', { source: gateway, service, destination: null, ...live }),
      );
    }
    if (random.chance(0.4)) {
      const destination = random.pick(workloads);
      const service = { namespace: destination.namespace, ...outside('InboundPassthroughCluster') };
      const source = random.chance(0.3) ? null : random.pick(workloads);
      calls.push(this.#call('server', 'http', { source, service, destination, ...live }));
    }
    return calls;
  }

  #call(
    teller: Teller,
    protocol: Call['protocol'],
    part: Pick<Call, 'source' | 'service' | 'destination'> & Partial<Call>,
  ): Call {
    const random = this.#random;
    const isEverything = this.#variety === 'everything';
    const isAmbient = part.service.mode !== 'sidecar';
    return {
      teller,
      protocol,
      ...ending(random, protocol, teller === 'lost'),
      operation: protocol !== 'tcp' && random.chance(0.3) ? random.pick(OPERATIONS) : null,
      secured: part.source !== null && (isAmbient || random.chance(0.7)),
      isStream: isEverything && protocol === 'grpc' && random.chance(0.15),
      liveliness:
        isEverything && random.chance(0.15) ? random.pick(['gone', 'single', 'idle'] as const) : 'live',
      through: teller === 'waypoint' ? this.#through(part.source, part.destination) : null,
      ...part,
    };
  }

  #through(caller: Workload | null, reached: Workload | null): Call['through'] {
    if (this.#legs === 'none' || reached === null || caller === null) return null;
    const { cluster, namespace } = reached;
    const name = this.#waypointName;
    const waypoint = { cluster, namespace, name, app: name, version: 'latest' };
    return { waypoint, wayIn: this.#legOf(caller), wayOut: this.#legOf(reached) };
  }

  /** A workload is ambient or has sidecars, whoever it talks to. */
  #legOf({ cluster, name }: Workload): Leg {
    if (this.#legs === 'ztunnel' || this.#legs === 'sidecar') return this.#legs;
    const id = JSON.stringify([cluster, name]);
    const leg = this.#legsOf.get(id) ?? this.#random.pick(['ztunnel', 'sidecar'] as const);
    this.#legsOf.set(id, leg);
    return leg;
  }

  #teller(source: Workload | null, service: Service): Teller {
    if (source === null) return 'server';
    if (service.mode !== 'sidecar') return service.mode;
    if (!this.#isWhole) return 'both';
    // A waypoint that is known beside would be taken for the one that tells of these.
    const mixed = this.#legs === 'none' ? 'everybody' : 'both';
    return this.#random.pick(['both', 'both', 'both', mixed, 'lost'] as const);
  }

  /** Without the label of the protocol a gRPC call cannot be told from others. */
  #protocol(): Call['protocol'] {
    const protocol = this.#random.pick(['http', 'http', 'http', 'grpc', 'tcp'] as const);
    return protocol === 'grpc' && this.#dropped.includes('request_protocol') ? 'http' : protocol;
  }

  #outside(): Service {
    const name = this.#random.pick([
      'api.pay.example',
      'mail.example',
      'PassthroughCluster',
      'BlackHoleCluster',
    ]);
    return { namespace: null, ...outside(name) };
  }
}

function outside(name: string): Omit<Service, 'namespace'> {
  return { name, host: name.endsWith('Cluster') ? 'unknown' : name, mode: 'sidecar' };
}

/** ztunnel sees bytes only, and a waypoint is asked for requests here. */
function spokenOf(teller: Teller, protocol: Call['protocol'], callee: Mode | null): Call['protocol'] {
  if (teller === 'ztunnel' || callee === 'ztunnel') return 'tcp';
  return (teller === 'waypoint' || teller === 'lost') && protocol === 'tcp' ? 'http' : protocol;
}

/** A server alone tells of a client's requests only where that client calls the workload in no other way. */
function isPlain(all: readonly Call[]): (call: Call) => boolean {
  const pair = ({ source, destination, protocol }: Call) =>
    JSON.stringify([source?.cluster, source?.name, destination?.cluster, destination?.name, protocol]);
  const told = new Set(all.filter(({ teller }) => teller === 'both' || teller === 'everybody').map(pair));
  return (call) => call.teller !== 'server' || call.source === null || !told.has(pair(call));
}
