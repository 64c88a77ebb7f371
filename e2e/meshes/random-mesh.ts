/**
 * A small random mesh: clients and servers that disagree, callers without proxies, mirrored requests, failures that
 * no server saw, an ambient part with and without a waypoint, external hosts, awkward names.
 */
import type { Call, Service, Teller, Workload } from './calls';
import { Random } from './random';

export interface RandomMesh {
  readonly seed: number;
  readonly calls: readonly Call[];
  readonly namespaces: readonly string[];
}

const AWKWARD = ['quo"te', 'back\\slash', 'größe', '名前', 'a.b', "it's", 'sp ace'];
const CODES = ['200', '200', '200', '201', '301', '404', '429', '500', '503', '0'];

export function randomMesh(seed: number): RandomMesh {
  const random = new Random(seed);
  const clusters = random.chance(0.25) ? ['east', 'west'] : ['Kubernetes'];
  const namespaces = Array.from({ length: random.whole(1, 4) }, (_, at) => `ns${at}`);
  const services = Array.from({ length: random.whole(3, 7) }, (_, at) =>
    someService(random, at, namespaces, clusters),
  );
  const behind = new Map(services.map((service) => [service, workloadsOf(random, service)]));
  const everybody = [...behind.values()].flat();
  const calls = new Map<string, Call>();
  const add = (call: Call) => {
    // One call for each caller, callee and ending; who tells of a pair is settled by the first of them.
    const key = [
      call.source?.name,
      call.source?.cluster,
      call.service.name,
      call.destination?.name,
      call.protocol,
    ];
    const ending = [call.code, call.grpcStatus, call.flags];
    const id = JSON.stringify([key, ending]);
    if (!calls.has(id)) calls.set(id, call);
  };
  const pairs = new Map<string, Teller>();
  for (let at = random.whole(5, 18); at > 0; at -= 1) {
    const service = random.pick(services);
    const source = random.chance(0.12) ? null : random.pick(everybody);
    const protocol = random.pick(['http', 'http', 'http', 'grpc', 'tcp'] as const);
    const pair = JSON.stringify([source?.name, source?.cluster, service.name]);
    const teller = pairs.get(pair) ?? tellerOf(random, source, protocol);
    pairs.set(pair, teller);
    for (const call of callsOf(random, teller, source, service, behind.get(service) ?? [], protocol))
      add(call);
  }
  return { seed, calls: [...calls.values()].filter(isPlain([...calls.values()])), namespaces };
}

/** A server alone tells of a client's requests only where that client calls the workload in no other way. */
function isPlain(all: readonly Call[]): (call: Call) => boolean {
  const pair = ({ source, destination, protocol }: Call) =>
    JSON.stringify([source?.cluster, source?.name, destination?.name, protocol]);
  const told = new Set(all.filter(({ teller }) => teller === 'both').map(pair));
  return (call) => call.teller !== 'server' || call.source === null || !told.has(pair(call));
}

function someService(
  random: Random,
  at: number,
  namespaces: readonly string[],
  clusters: readonly string[],
): Service {
  const namespace = random.pick(namespaces);
  const name = random.chance(0.3) ? `${random.pick(AWKWARD)}${at}` : `svc${at}`;
  return { namespace, name, host: `${name}.${namespace}.svc.cluster.local`, cluster: random.pick(clusters) };
}

function workloadsOf(random: Random, service: Service): Workload[] {
  const { cluster, namespace, name } = service;
  return Array.from({ length: random.whole(1, 3) }, (_, at) => ({
    cluster,
    namespace: namespace ?? '',
    name: `${name}-v${at + 1}`,
    app: name,
    version: `v${at + 1}`,
  }));
}

function tellerOf(random: Random, source: Workload | null, protocol: Call['protocol']): Teller {
  if (source === null) return 'server';
  if (random.chance(0.2)) return protocol === 'tcp' ? 'ztunnel' : 'waypoint';
  return 'both';
}

function callsOf(
  random: Random,
  teller: Teller,
  source: Workload | null,
  service: Service,
  workloads: readonly Workload[],
  protocol: Call['protocol'],
): Call[] {
  const reached = random.pick(workloads);
  // Requests and ztunnel's bytes of one pair do not mix: the bytes are the requests.
  const spoken =
    teller === 'waypoint' && protocol === 'tcp' ? 'http' : teller === 'ztunnel' ? 'tcp' : protocol;
  const call = (part: Partial<Call>): Call => ({
    teller,
    source,
    service,
    destination: reached,
    protocol: spoken,
    ...ended(random, spoken),
    counted: [],
    ...part,
  });
  const calls = [call({})];
  if (random.chance(0.4)) calls.push(call({}));
  if (teller !== 'both') return calls;
  if (spoken !== 'tcp' && random.chance(0.35))
    calls.push(call({ teller: 'client', destination: null, ...failedEarly(random) }));
  const shadow = workloads.find((one) => one !== reached);
  if (spoken !== 'tcp' && shadow !== undefined && random.chance(0.2)) {
    calls.push(call({ teller: 'server', destination: shadow }));
  }
  if (random.chance(0.15))
    calls.push(call({ teller: 'client', service: outside(random, service), destination: null }));
  return calls;
}

function ended(random: Random, protocol: Call['protocol']) {
  const code = protocol === 'grpc' ? random.pick(['200', '200', '503']) : random.pick(CODES);
  const grpcStatus = protocol === 'grpc' ? random.pick(['0', '0', '4', '14']) : '';
  const flags = code === '0' ? 'DC' : random.chance(0.1) ? 'DI' : '-';
  // A time-out: the client gave up with 504, the server went on to 200.
  const disagree = protocol === 'http' && random.chance(0.3);
  if (disagree) return { code: '504', grpcStatus, flags: 'UT', serverCode: '200', serverFlags: '-' };
  return { code, grpcStatus, flags, serverCode: code, serverFlags: flags };
}

function failedEarly(random: Random) {
  const [code, flags] = random.pick([
    ['503', 'UO'],
    ['503', 'UF,URX'],
    ['503', 'UH'],
    ['404', 'NR'],
    ['500', 'FI'],
  ] as const);
  return { code, flags, grpcStatus: '', serverCode: code, serverFlags: flags };
}

function outside(random: Random, beside: Service): Service {
  const host = random.pick(['api.pay.example', 'mail.example', 'PassthroughCluster', 'BlackHoleCluster']);
  return {
    namespace: null,
    name: host,
    host: host.endsWith('Cluster') ? 'unknown' : host,
    cluster: beside.cluster,
  };
}
