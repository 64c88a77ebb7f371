/** Asks the route simulation what a proxy of the demo mesh does with a call, and remembers the answers. */
import type { Call, WorldWorkload } from '@/demo/world/behaviour';
import { WORKLOADS } from '@/demo/world/workloads';
import { meshView } from '@/lib/config/simulation/mesh-view';
import type { RouteOutcome } from '@/lib/config/simulation/outcome';
import { simulateRoute } from '@/lib/config/simulation/route';
import { calledHost } from './called-host';
import { asStored, type ObjectValue } from './configuration';
import type { Router } from './request';

/** By headers, client and call; all three are objects of the world that stay the same. */
type Remembered = Map<object, Map<WorldWorkload, Map<Call, RouteOutcome>>>;

function inner<K, L, V>(outer: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let found = outer.get(key);
  if (found === undefined) {
    found = new Map();
    outer.set(key, found);
  }
  return found;
}

/** A router over one state of the configuration. Few kinds of calls are made very often, hence the memory. */
export function routerFor(objects: readonly ObjectValue[]): Router {
  const view = meshView(asStored(objects));
  const known: Remembered = new Map();
  const withoutWaypoint = servicesWithoutWaypoint(objects);
  return {
    route: (client, call, headers) => {
      const ofHeaders = inner(known, headers);
      const ofClient = inner(ofHeaders, client);
      const remembered = ofClient.get(call);
      if (remembered !== undefined) return remembered;
      const outcome = simulateRoute(view, {
        client: {
          namespace: client.namespace,
          labels: client.labels,
          gateway: client.proxy === 'gateway' ? client.name : null,
        },
        host: call.host,
        port: call.port,
        method: call.method ?? (call.protocol === 'grpc' ? 'POST' : 'GET'),
        path: call.path === '' ? '/' : call.path,
        headers,
        scheme: call.protocol === 'tcp' ? 'tcp' : 'http',
      });
      ofClient.set(call, outcome);
      return outcome;
    },
    via: (client, host) => {
      if (client.proxy === 'none') return 'plain';
      if (client.proxy !== 'ambient') return 'proxy';
      const { name, namespace } = calledHost(host, client.namespace);
      return withoutWaypoint.has(`${namespace}/${name}`) ? 'ztunnel' : 'waypoint';
    },
    declaredIn: (host) => view.servicesByHost.get(host)?.[0]?.namespace ?? null,
    // Kubernetes itself: every workload that carries the Service's name as its application.
    behind: (client, host) => {
      const { name, namespace } = calledHost(host, client.namespace);
      return WORKLOADS.filter((one) => one.namespace === namespace && one.app === name && one.pods > 0);
    },
  };
}

/** `namespace/name` of the Services whose label keeps their namespace's waypoint away. */
function servicesWithoutWaypoint(objects: readonly ObjectValue[]): ReadonlySet<string> {
  const keys = objects
    .filter(
      (object) =>
        object.kind === 'Service' && textAt(object, 'metadata', 'labels', 'istio.io/use-waypoint') === 'none',
    )
    .map((object) => `${textAt(object, 'metadata', 'namespace')}/${textAt(object, 'metadata', 'name')}`);
  return new Set(keys);
}

function valueAt(object: ObjectValue, ...path: readonly string[]): object | null {
  let value: unknown = object;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = Reflect.get(value, name);
  }
  return typeof value === 'object' ? value : null;
}

function textAt(object: ObjectValue, ...path: readonly string[]): string | null {
  const last = path.at(-1);
  const parent = valueAt(object, ...path.slice(0, -1));
  const value: unknown = parent === null || last === undefined ? null : Reflect.get(parent, last);
  return typeof value === 'string' ? value : null;
}
