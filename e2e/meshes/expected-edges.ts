/** The edges that a graph of these calls must have, and the series that each is the sum of; written without the graph's code. */
import type { Call, Service, Workload } from './calls';

export type ExpectedType = 'versionedApp' | 'app' | 'workload' | 'service';

export interface ExpectedEdge {
  readonly source: string;
  readonly target: string;
  readonly protocol: string;
  /** Labels `sid` of its series. */
  readonly sids: string[];
}

/** By `source > target > protocol`. Ends are written as `describeNode` in the test writes them. */
export function expectedEdges(
  calls: readonly Call[],
  type: ExpectedType,
  serviceNodes: 'auto' | 'all' | 'none',
): Map<string, ExpectedEdge> {
  const edges = new Map<string, ExpectedEdge>();
  const put = (source: string, target: string, call: Call) => {
    const key = `${source} > ${target} > ${call.protocol}`;
    const edge = edges.get(key) ?? { source, target, protocol: call.protocol, sids: [] };
    edge.sids.push(...call.counted);
    edges.set(key, edge);
  };
  // In the service graph a caller stands for the service of its name once something is known to be called there.
  const answering = new Set(
    calls.flatMap(({ destination }) => (destination === null ? [] : [appId(destination)])),
  );
  const spread = spreadServices(calls, type);
  for (const call of calls) {
    if (call.counted.length === 0) continue;
    const { source, destination } = call;
    const service = serviceName(call.service, call);
    if (type === 'service') {
      const isService = source !== null && answering.has(appId(source));
      const from = source === null ? 'unknown' : isService ? asService(source) : workloadName(source, 'app');
      put(from, service, call);
    } else if (destination === null) put(workloadName(source, type), service, call);
    else if (serviceNodes === 'all' || (serviceNodes === 'auto' && spread.has(nameOf(call.service)))) {
      put(workloadName(source, type), service, call);
      put(service, workloadName(destination, type), call);
    } else put(workloadName(source, type), workloadName(destination, type), call);
  }
  return edges;
}

/** Services whose counted calls ended at more than one node, or at one and at none. */
function spreadServices(calls: readonly Call[], type: ExpectedType): ReadonlySet<string> {
  const ends = new Map<string, Set<string>>();
  for (const { service, destination, counted } of calls) {
    if (counted.length === 0) continue;
    const known = ends.get(nameOf(service)) ?? new Set();
    ends.set(nameOf(service), known.add(destination === null ? 'none' : workloadName(destination, type)));
  }
  return new Set([...ends].filter(([, nodes]) => nodes.size > 1).map(([name]) => name));
}

function nameOf({ namespace, name }: Service): string {
  return JSON.stringify([namespace, name]);
}

function appId({ cluster, namespace, app }: Workload): string {
  return JSON.stringify([cluster, namespace, app]);
}

function asService({ cluster, namespace, app }: Workload): string {
  return `service ${cluster}/${namespace}/${app}`;
}

function workloadName(workload: Workload | null, type: ExpectedType): string {
  if (workload === null) return 'unknown';
  const { cluster, namespace, name, app, version } = workload;
  if (type === 'workload') return `workload ${cluster}/${namespace}/${name}`;
  return `app ${cluster}/${namespace}/${app}${type === 'versionedApp' ? ` ${version}` : ''}`;
}

function serviceName(service: Service, call: Call): string {
  // Where no workload was reached nobody knows the callee's cluster, and the caller's is taken.
  const cluster = call.destination?.cluster ?? call.source?.cluster ?? null;
  if (service.name === 'PassthroughCluster') return `passthrough ${cluster}`;
  if (service.name === 'BlackHoleCluster') return `blackhole ${cluster}`;
  return `service ${cluster}/${service.namespace}/${service.name}`;
}
