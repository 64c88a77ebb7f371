/** The object of the mesh that a part of the proxy's configuration comes from, as Istio notes it in its metadata. */
import type { ProxyRow } from './contract';
import { textAt } from './dump/fields';

/** `/apis/networking.istio.io/v1/namespaces/bookinfo/virtual-service/reviews` (istio:pilot/pkg/util/…/config metadata). */
const CONFIG = /^\/apis\/([^/]+)\/[^/]+\/namespaces\/([^/]+)\/([^/]+)\/(.+)$/;

/** Of anything with `metadata.filter_metadata.istio.config`; null where Istio noted none. */
export function originOf(resource: unknown): ProxyRow['from'] {
  const noted = textAt(resource, 'metadata', 'filter_metadata', 'istio', 'config');
  const [, group, namespace, kind, name] = CONFIG.exec(noted ?? '') ?? [];
  if (group === undefined || namespace === undefined || kind === undefined || name === undefined) return null;
  return { group, kind: kindName(kind), namespace, name };
}

/** `virtual-service` is the kind VirtualService, `http-route` HTTPRoute. */
function kindName(kebab: string): string {
  const known: Readonly<Record<string, string>> = { 'http-route': 'HTTPRoute', 'grpc-route': 'GRPCRoute' };
  const words = kebab.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return known[kebab] ?? words.join('');
}
