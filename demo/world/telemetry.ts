/**
 * What the shop's Telemetry objects ask of its proxies (`manifests/shop-telemetry.yaml`): requests are named by what
 * they do, and sizes are counted at the frontend alone.
 */
import type { Call, WorldWorkload } from './behaviour';

/** Path prefixes in the order in which the object's expression tries them. */
export const OPERATIONS: readonly (readonly [prefix: string, operation: string])[] = [
  ['/products/', 'GetProduct'],
  ['/products', 'ListProducts'],
  ['/carts', 'GetCart'],
  ['/stock', 'GetStock'],
  ['/reservations', 'Reserve'],
  ['/shop.Shipping/Quote', 'Quote'],
  ['/shop.Shipping/Dispatch', 'Dispatch'],
];

/** Proxies of this namespace read the objects. */
const NAMESPACE = 'shop';

type OperationLabels = Readonly<Record<string, string>>;

const NONE: OperationLabels = {};
const known = new Map<string, OperationLabels>();

/** Label `request_operation`, as the proxy beside `emitter` writes it; empty where no Telemetry asks for it. */
export function operationLabels(emitter: WorldWorkload, call: Call): OperationLabels {
  if (emitter.namespace !== NAMESPACE) return NONE;
  let labels = known.get(call.path);
  if (labels === undefined) {
    const found = OPERATIONS.find(([prefix]) => call.path.startsWith(prefix));
    labels = { request_operation: found?.[1] ?? 'unknown' };
    known.set(call.path, labels);
  }
  return labels;
}

/** Whether a client's proxy counts the sizes of requests and answers. */
export function countsSizes(client: WorldWorkload): boolean {
  return client.namespace !== NAMESPACE || client.app === 'frontend';
}
