/** For tests: the demo's configuration, and calls as its traffic makes them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft } from '@/lib/config/simulation/request-contract';
import { storedObjects } from '@/lib/config/stored-objects';
import { observedCall } from '@/lib/insight/calls/sample-calls';

const FOLDER = join(process.cwd(), 'demo/manifests');

export const DEMO_OBJECTS = readdirSync(FOLDER).flatMap((file) =>
  storedObjects(readFileSync(join(FOLDER, file), 'utf8'), file, (text) => text).placed.map(
    ({ object }) => object,
  ),
);

const REVIEWS = observedCall({
  from: 'bookinfo/productpage-v1',
  to: 'bookinfo/reviews',
  reached: { 'bookinfo/reviews-v1': 7.6, 'bookinfo/reviews-v3': 1.9, 'bookinfo/reviews-v2': 0.5 },
});
const DETAILS = observedCall({
  from: 'bookinfo/productpage-v1',
  to: 'bookinfo/details',
  reached: { 'bookinfo/details-v1': 10 },
});
export const DEMO_CALLS = [
  REVIEWS,
  DETAILS,
  observedCall({
    from: 'bookinfo/reviews-v3',
    to: 'bookinfo/ratings',
    reached: { 'bookinfo/ratings-v1': 2 },
  }),
  observedCall({
    from: 'istio-system/istio-ingressgateway',
    to: 'bookinfo/productpage',
    reached: { 'bookinfo/productpage-v1': 16 },
  }),
  observedCall({ from: null, to: 'shop/inventory', reached: { 'shop/inventory': 0.8 } }),
  observedCall({ from: 'shop/frontend', to: 'shop/cart', reached: { 'shop/cart': 4 } }),
  observedCall({
    from: 'shop/frontend',
    to: 'shop/cart-next',
    reached: { 'shop/cart-next': 1 },
    reporters: ['destination'],
  }),
  observedCall({ from: 'shop/catalog-v1', to: 'shop/inventory', reached: { 'shop/inventory': 40 } }),
  observedCall({ from: 'shop/frontend', to: 'shop/checkout', reached: { 'shop/checkout': 2 } }),
  observedCall({
    from: 'ambient-lab/sleep',
    to: 'ambient-lab/helloworld-v1',
    reached: { 'ambient-lab/helloworld-v1': 4.5 },
    reporters: ['waypoint'],
  }),
  observedCall({
    from: 'ambient-lab/sleep',
    to: 'ambient-lab/helloworld-v2',
    reached: { 'ambient-lab/helloworld-v2': 0.5 },
    reporters: ['waypoint'],
  }),
];

/** A text that is not saved. `name` is `namespace/name`. */
export function draft(kind: string, name: string, spec: object, group = 'networking.istio.io'): Draft {
  const [namespace = '', own = ''] = name.split('/');
  const text = JSON.stringify({ apiVersion: `${group}/v1`, kind, metadata: { name: own, namespace }, spec });
  return { id: { group, kind, namespace, name: own }, text };
}
