/** Services of Kubernetes with their ports, and who answers for them: endpoints where they are known, else pods. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/mesh/fields';
import type { Labels } from './canonical-names';
import { LabelIndex } from './label-index';
import { type InventoryId, type InventoryObject, metadataOf } from './object';
import { readPod } from './pods';
import type { InventoryWorkload } from './workloads';

export interface InventoryPort {
  readonly name: string | null;
  readonly port: number;
  /** As written: a number or a name; null = the same as `port`. */
  readonly target: string | null;
  /** TCP, UDP or SCTP. */
  readonly transport: string;
  /** What Istio takes it for: by `appProtocol`, else by the name's first word; null = found out by looking. */
  readonly protocol: string | null;
}

export interface InventoryEndpoint {
  readonly address: string;
  readonly ready: boolean | null;
  readonly node: string | null;
  /** Name of the pod behind it; null where it is none. */
  readonly pod: string | null;
}

export interface InventoryService {
  readonly id: InventoryId;
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly createdSeconds: number | null;
  /** ClusterIP, NodePort, LoadBalancer, ExternalName, or `Headless`. */
  readonly type: string;
  readonly clusterIps: readonly string[];
  readonly externalName: string | null;
  /** null = somebody else writes its endpoints. */
  readonly selector: Labels | null;
  readonly ports: readonly InventoryPort[];
  readonly workloads: readonly InventoryWorkload[];
  /** null = the source holds neither endpoint slices nor pods. */
  readonly endpoints: readonly InventoryEndpoint[] | null;
}

export function servicesOf(
  objects: readonly InventoryObject[],
  workloads: readonly InventoryWorkload[],
): readonly InventoryService[] {
  const byLabels = new LabelIndex(
    workloads,
    ({ namespace }) => namespace,
    ({ labels }) => labels,
  );
  const slices = slicesByService(objects);
  const podsKnown = objects.some(({ id }) => id.group === '' && id.kind === 'Pod');
  return objects
    .filter(({ id }) => id.group === '' && id.kind === 'Service')
    .map((object) => readService(object, { byLabels, slices, podsKnown }));
}

interface Around {
  readonly byLabels: LabelIndex<InventoryWorkload>;
  /** Endpoint slices by `namespace/service`. */
  readonly slices: ReadonlyMap<string, readonly InventoryObject[]>;
  readonly podsKnown: boolean;
}

function readService(object: InventoryObject, around: Around): InventoryService {
  const spec = fieldsAt(object.value, 'spec');
  const namespace = object.id.namespace ?? '';
  const selector = textMapAt(spec, 'selector');
  const hasSelector = Object.keys(selector).length > 0;
  const workloads = hasSelector ? around.byLabels.select(namespace, selector) : [];
  const { labels, annotations, createdSeconds } = metadataOf(object);
  return {
    id: object.id,
    namespace,
    name: object.id.name,
    labels,
    annotations,
    createdSeconds,
    type: typeOf(spec),
    clusterIps: clusterIpsOf(spec),
    externalName: textAt(spec, 'externalName'),
    selector: hasSelector ? selector : null,
    ports: fieldsListAt(spec, 'ports').map(readPort),
    workloads,
    endpoints: endpointsOf(around, `${namespace}/${object.id.name}`, workloads),
  };
}

function typeOf(spec: Fields): string {
  const type = textAt(spec, 'type') ?? 'ClusterIP';
  return type === 'ClusterIP' && textAt(spec, 'clusterIP') === 'None' ? 'Headless' : type;
}

function clusterIpsOf(spec: Fields): readonly string[] {
  const all = textsAt(spec, 'clusterIPs');
  const one = textAt(spec, 'clusterIP');
  const ips = all.length > 0 ? all : one === null ? [] : [one];
  return ips.filter((ip) => ip !== 'None' && ip !== '');
}

function readPort(port: Fields): InventoryPort {
  const name = textAt(port, 'name');
  return {
    name,
    port: numberAt(port, 'port') ?? 0,
    target: textAt(port, 'targetPort') ?? numberAt(port, 'targetPort')?.toString() ?? null,
    transport: textAt(port, 'protocol') ?? 'TCP',
    protocol: protocolOf(textAt(port, 'appProtocol'), name),
  };
}

/** Istio's protocols (https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/). */
const PROTOCOLS = new Set([
  'http',
  'http2',
  'https',
  'tcp',
  'tls',
  'grpc',
  'grpc-web',
  'mongo',
  'mysql',
  'redis',
  'udp',
]);

function protocolOf(appProtocol: string | null, name: string | null): string | null {
  const wished = appProtocol
    ?.toLowerCase()
    .replace(/^kubernetes\.io\/(h2c|ws|wss)$/, (_, word: string) => (word === 'h2c' ? 'http2' : 'http'));
  if (wished !== undefined) return PROTOCOLS.has(wished) ? wished : 'tcp';
  const lower = name?.toLowerCase() ?? '';
  if (lower === 'grpc-web' || lower.startsWith('grpc-web-')) return 'grpc-web';
  const [first = ''] = lower.split('-');
  return PROTOCOLS.has(first) ? first : null;
}

function slicesByService(
  objects: readonly InventoryObject[],
): ReadonlyMap<string, readonly InventoryObject[]> {
  const slices = new Map<string, InventoryObject[]>();
  for (const object of objects) {
    if (object.id.group !== 'discovery.k8s.io' || object.id.kind !== 'EndpointSlice') continue;
    const service = metadataOf(object).labels['kubernetes.io/service-name'];
    if (service === undefined) continue;
    const key = `${object.id.namespace ?? ''}/${service}`;
    const known = slices.get(key);
    if (known === undefined) slices.set(key, [object]);
    else known.push(object);
  }
  return slices;
}

function endpointsOf(
  { slices, podsKnown }: Around,
  key: string,
  workloads: readonly InventoryWorkload[],
): readonly InventoryEndpoint[] | null {
  const own = slices.get(key);
  if (own !== undefined) return own.flatMap(({ value }) => fieldsListAt(value, 'endpoints').flatMap(ofSlice));
  // Slices are known of others, so that none is known of this one means that it has none.
  if (slices.size > 0) return [];
  if (!podsKnown) return null;
  return workloads.flatMap(({ pods }) =>
    pods.map((object) => {
      const pod = readPod(object);
      return { address: pod.ip ?? '', ready: pod.ready, node: pod.node, pod: pod.name };
    }),
  );
}

function ofSlice(endpoint: Fields): InventoryEndpoint[] {
  const conditions = fieldsAt(endpoint, 'conditions');
  const target = fieldsAt(endpoint, 'targetRef');
  return textsAt(endpoint, 'addresses').map((address) => ({
    address,
    // Not said counts as ready (discovery.k8s.io/v1).
    ready: conditions.ready === undefined || flagAt(conditions, 'ready'),
    node: textAt(endpoint, 'nodeName'),
    pod: textAt(target, 'kind') === 'Pod' ? textAt(target, 'name') : null,
  }));
}
