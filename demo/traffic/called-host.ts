/** How Istio labels the service that was called. */
import type { CalledHost } from './hop';

const CLUSTER_SUFFIX = '.svc.cluster.local';

const known = new Map<string, CalledHost>();

/**
 * Reads a FQDN, a short name (in the client's namespace), or a host outside the mesh.
 * The same host gives the same object, so that it can be compared and remembered cheaply.
 */
export function calledHost(host: string, clientNamespace: string): CalledHost {
  return remember(`${clientNamespace} ${host}`, () => read(host, clientNamespace));
}

function remember(key: string, make: () => CalledHost): CalledHost {
  let found = known.get(key);
  if (found === undefined) {
    found = make();
    known.set(key, found);
  }
  return found;
}

function read(host: string, clientNamespace: string): CalledHost {
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
  return remember(`passthrough ${host}`, () => ({ host, name: 'PassthroughCluster', namespace: 'unknown' }));
}

/** Traffic to a host that the mesh does not know and does not let through. */
export function blackhole(host: string): CalledHost {
  return remember(`blackhole ${host}`, () => ({ host, name: 'BlackHoleCluster', namespace: 'unknown' }));
}
