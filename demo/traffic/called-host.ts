/** How Istio labels the service that was called. */
import type { CalledHost } from './hop';

const CLUSTER_SUFFIX = '.svc.cluster.local';

/** Reads a FQDN, a short name (in the client's namespace), or a host outside the mesh. */
export function calledHost(host: string, clientNamespace: string): CalledHost {
  const short = host.endsWith(CLUSTER_SUFFIX) ? host.slice(0, -CLUSTER_SUFFIX.length) : host;
  const parts = short.split('.');
  const [name = host, namespace = clientNamespace] = parts;
  const isService = host.endsWith(CLUSTER_SUFFIX) || parts.length <= 2;
  // A ServiceEntry's host is its own short name, and its namespace is the one that declares it.
  if (!isService) return { host, name: host, namespace: clientNamespace };
  return { host: `${name}.${namespace}${CLUSTER_SUFFIX}`, name, namespace };
}

/** Traffic to a host that the mesh does not know and lets through. */
export function passthrough(host: string): CalledHost {
  return { host, name: 'PassthroughCluster', namespace: 'unknown' };
}

/** Traffic to a host that the mesh does not know and does not let through. */
export function blackhole(host: string): CalledHost {
  return { host, name: 'BlackHoleCluster', namespace: 'unknown' };
}
