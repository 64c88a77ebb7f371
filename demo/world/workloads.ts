/** Every workload of the demo mesh, as its Deployments (and one virtual machine) declare it. */
import type { ProxyKind, WorldWorkload } from './behaviour';

interface Options {
  readonly version?: string;
  readonly serviceAccount?: string;
  readonly proxy?: ProxyKind;
  readonly pods?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

function workload(namespace: string, name: string, app: string, options: Options = {}): WorldWorkload {
  const version = options.version ?? null;
  return {
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

/** The release that goes wrong every two hours. */
export const INCIDENT_WORKLOAD = 'shop/catalog-v2';

export const WORKLOADS: readonly WorldWorkload[] = [
  workload('istio-system', 'istio-ingressgateway', 'istio-ingressgateway', {
    serviceAccount: 'istio-ingressgateway-service-account',
    proxy: 'gateway',
    labels: { istio: 'ingressgateway' },
  }),
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
  shop('email'),
  shop('currency', 2),
  shop('gift-cards'),
  shop('loyalty', 0),
  shop('redis-cart'),
  shop('postgres'),
  workload('legacy', 'ledger', 'ledger', { proxy: 'none', serviceAccount: 'default' }),
  workload('legacy', 'stock-report', 'stock-report', { proxy: 'none', serviceAccount: 'default' }),
  workload('ambient-lab', 'sleep', 'sleep', { proxy: 'ambient' }),
  workload('ambient-lab', 'helloworld-v1', 'helloworld', { version: 'v1', proxy: 'ambient' }),
  workload('ambient-lab', 'helloworld-v2', 'helloworld', { version: 'v2', proxy: 'ambient' }),
  workload('ambient-lab', 'waypoint', 'waypoint', {
    proxy: 'waypoint',
    labels: { 'gateway.networking.k8s.io/gateway-name': 'waypoint' },
  }),
];

const byKey = new Map(WORKLOADS.map((one) => [workloadKey(one), one]));

/** `namespace/name`. */
export function workloadKey(one: { readonly namespace: string; readonly name: string }): string {
  return `${one.namespace}/${one.name}`;
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
