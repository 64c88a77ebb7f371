/**
 * Every workload of the demo mesh, as its Deployments (and one virtual machine) declare it, and those of the second
 * cluster, whose objects are not in the folder.
 */
import type { ProxyKind, WorldWorkload } from './behaviour';

/** Istio's name for the only cluster, unless it is told another. */
export const HOME_CLUSTER = 'Kubernetes';
export const SECOND_CLUSTER = 'west';

interface Options {
  readonly cluster?: string;
  readonly version?: string;
  readonly serviceAccount?: string;
  readonly proxy?: ProxyKind;
  readonly pods?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

function workload(namespace: string, name: string, app: string, options: Options = {}): WorldWorkload {
  const version = options.version ?? null;
  return {
    cluster: options.cluster ?? HOME_CLUSTER,
    namespace,
    name,
    app,
    version,
    serviceAccount: options.serviceAccount ?? app,
    proxy: options.proxy ?? 'sidecar',
    pods: options.pods ?? 1,
    labels: { app, ...(version === null ? {} : { version }), ...options.labels },
  };
}

const bookinfo = (app: string, version: string): WorldWorkload =>
  workload('bookinfo', `${app}-${version}`, app, { version, serviceAccount: `bookinfo-${app}` });

const shop = (app: string, pods = 1): WorldWorkload => workload('shop', app, app, { version: 'v1', pods });

export const INGRESS_GATEWAY = 'istio-system/istio-ingressgateway';
export const EGRESS_GATEWAY = 'istio-system/istio-egressgateway';
/** Istio deploys it for the Gateway `hello-gateway` of the Gateway API. */
export const HELLO_GATEWAY = 'ambient-lab/hello-gateway-istio';
export const CONTROL_PLANE = 'istio-system/istiod';

/** The release that goes wrong every two hours. */
export const INCIDENT_WORKLOAD = 'shop/catalog-v2';

export const WORKLOADS: readonly WorldWorkload[] = [
  workload('istio-system', 'istio-ingressgateway', 'istio-ingressgateway', {
    serviceAccount: 'istio-ingressgateway-service-account',
    proxy: 'gateway',
    labels: { istio: 'ingressgateway' },
  }),
  workload('istio-system', 'istio-egressgateway', 'istio-egressgateway', {
    serviceAccount: 'istio-egressgateway-service-account',
    proxy: 'gateway',
    labels: { istio: 'egressgateway' },
  }),
  workload('istio-system', 'istiod', 'istiod', { proxy: 'none', labels: { istio: 'pilot' } }),
  bookinfo('productpage', 'v1'),
  bookinfo('details', 'v1'),
  bookinfo('reviews', 'v1'),
  bookinfo('reviews', 'v2'),
  bookinfo('reviews', 'v3'),
  bookinfo('ratings', 'v1'),
  shop('frontend'),
  workload('shop', 'catalog-v1', 'catalog', { version: 'v1' }),
  workload('shop', 'catalog-v2', 'catalog', { version: 'v2' }),
  shop('cart'),
  workload('shop', 'cart-next', 'cart-next', { version: 'v2', serviceAccount: 'cart' }),
  shop('checkout'),
  shop('payment'),
  shop('shipping'),
  shop('recommendation'),
  shop('inventory'),
  workload('shop', 'warehouse-vm', 'warehouse', { version: 'v1' }),
  workload('shop', 'email-v2', 'email', { version: 'v2' }),
  shop('currency', 2),
  workload('shop', 'invoice', 'invoice', {
    version: 'v1',
    proxy: 'none',
    labels: { 'sidecar.istio.io/inject': 'false' },
  }),
  shop('gift-cards'),
  shop('loyalty', 0),
  shop('redis-cart'),
  shop('postgres'),
  workload('legacy', 'ledger', 'ledger', { proxy: 'none', serviceAccount: 'default' }),
  workload('legacy', 'stock-report', 'stock-report', { proxy: 'none', serviceAccount: 'default' }),
  workload('ambient-lab', 'sleep', 'sleep', { proxy: 'ambient' }),
  workload('ambient-lab', 'helloworld-v1', 'helloworld', { version: 'v1', proxy: 'ambient' }),
  workload('ambient-lab', 'helloworld-v2', 'helloworld', { version: 'v2', proxy: 'ambient' }),
  workload('ambient-lab', 'tcp-echo', 'tcp-echo', { version: 'v1', proxy: 'ambient' }),
  workload('ambient-lab', 'waypoint', 'waypoint', {
    proxy: 'waypoint',
    labels: { 'gateway.networking.k8s.io/gateway-name': 'waypoint' },
  }),
  workload('ambient-lab', 'hello-gateway-istio', 'hello-gateway-istio', {
    proxy: 'gateway',
    labels: { 'gateway.networking.k8s.io/gateway-name': 'hello-gateway' },
  }),
];

/** Pods whose proxies are connected to the control plane; ztunnel is one of them. */
export const PROXIED =
  1 +
  WORKLOADS.filter(({ proxy }) => proxy === 'sidecar' || proxy === 'gateway' || proxy === 'waypoint').reduce(
    (sum, { pods }) => sum + pods,
    0,
  );

/** Gone from the manifests since the rollout that the history tells of. */
export const REPLACED: WorldWorkload = workload('shop', 'email-v1', 'email', { version: 'v1' });

/** The same Deployment in the second cluster, and the share of calls that its pods take. */
export interface RemoteTwin {
  readonly workload: WorldWorkload;
  readonly share: number;
}

const TWINS: ReadonlyMap<string, RemoteTwin> = new Map([
  [
    'shop/currency',
    {
      workload: workload('shop', 'currency', 'currency', { version: 'v1', cluster: SECOND_CLUSTER }),
      share: 1 / 3,
    },
  ],
]);

/** Null for a workload that runs in one cluster alone. */
export function remoteTwin(one: WorldWorkload): RemoteTwin | null {
  return one.cluster === HOME_CLUSTER ? (TWINS.get(workloadKey(one)) ?? null) : null;
}

const byKey = new Map([...WORKLOADS, REPLACED].map((one) => [workloadKey(one), one]));

/** `namespace/name`, with the cluster before it in any but the home cluster. */
export function workloadKey(one: {
  readonly cluster?: string;
  readonly namespace: string;
  readonly name: string;
}): string {
  const cluster = one.cluster ?? HOME_CLUSTER;
  return cluster === HOME_CLUSTER
    ? `${one.namespace}/${one.name}`
    : `${cluster}/${one.namespace}/${one.name}`;
}

/** Throws for a workload that the world does not have: a mistake in the world's own data. */
export function workloadNamed(key: string): WorldWorkload {
  const found = byKey.get(key);
  if (found === undefined) throw new Error(`The demo world has no workload ${key}.`);
  return found;
}

/** The world's workload where it knows one, else one made from the labels: somebody added a Deployment. */
export function workloadFor(found: {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}): WorldWorkload {
  const known = byKey.get(workloadKey(found));
  if (known !== undefined) return known;
  const app = found.labels.app ?? found.name;
  const version = found.labels.version;
  const added = workload(found.namespace, found.name, app, version === undefined ? {} : { version });
  byKey.set(workloadKey(added), added);
  return added;
}
