/**
 * How much of a cluster's traffic each of its endpoints gets by where client and endpoint run.
 * Source: istio/istio pilot/pkg/networking/core/loadbalancer/loadbalancer.go;
 * https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/
 */
import type { LocalityPolicy } from './outcome';
import type { MeshWorkload } from './read/workload';

/** Where a proxy runs: region, zone and sub-zone with `/` between, and the labels that `failoverPriority` compares. */
export interface ProxyPlace {
  readonly locality: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface LocalityAnswer {
  /** By endpoint, as weights; 0 = gets nothing while the others are healthy. */
  readonly weights: ReadonlyMap<MeshWorkload, number>;
  /** A sentence that says why. */
  readonly because: string;
}

/**
 * Null where the setting changes nothing: it is off, or it fails over and nothing would notice that an endpoint is
 * ill. Every endpoint must have a locality. `failsOver`: outlier detection is on, or the Service itself asks for near
 * endpoints.
 */
export function localityWeights(
  setting: LocalityPolicy,
  client: ProxyPlace,
  endpoints: readonly MeshWorkload[],
  failsOver: boolean,
): LocalityAnswer | null {
  if (!setting.enabled) return null;
  if (setting.distribute.length > 0) return distributed(setting.distribute, client, endpoints);
  return failsOver ? nearest(setting, client, endpoints) : null;
}

/** Of a machine the weight that is written, of a workload its pods. */
export function endpointSize(endpoint: MeshWorkload): number {
  return endpoint.weight ?? endpoint.replicas;
}

/** The first entry whose `from` covers the client; endpoints that none of its `to` covers get nothing. */
function distributed(
  distribute: LocalityPolicy['distribute'],
  client: ProxyPlace,
  endpoints: readonly MeshWorkload[],
): LocalityAnswer | null {
  const entry = distribute.find(({ from }) => localityCovers(from, client.locality));
  if (entry === undefined) return null;
  const weights = new Map(endpoints.map((endpoint) => [endpoint, 0]));
  const open = new Set(endpoints);
  // Istio leaves the order of overlapping targets open; the narrower one first.
  const targets = Object.entries(entry.to).sort(([a], [b]) => b.length - a.length);
  for (const [to, weight] of targets) {
    const covered = [...open].filter((endpoint) => localityCovers(to, endpoint.locality ?? ''));
    const total = covered.reduce((sum, endpoint) => sum + endpointSize(endpoint), 0);
    for (const endpoint of covered) {
      open.delete(endpoint);
      weights.set(endpoint, total === 0 ? 0 : (weight * endpointSize(endpoint)) / total);
    }
  }
  const shares = targets.map(([to, weight]) => `${weight} to ${to}`).join(', ');
  return { weights, because: `Clients in ${entry.from} are distributed by locality: ${shares}.` };
}

function nearest(
  setting: LocalityPolicy,
  client: ProxyPlace,
  endpoints: readonly MeshWorkload[],
): LocalityAnswer {
  const { failoverPriority, failover } = setting;
  const byLabels = failoverPriority.length > 0;
  const priority = (endpoint: MeshWorkload) => {
    const ofLabels = byLabels ? labelPriority(failoverPriority, client, endpoint) : 0;
    const ofPlace = byLabels && failover.length === 0 ? 0 : placePriority(failover, client, endpoint);
    return ofLabels * 5 + ofPlace;
  };
  const priorities = new Map(endpoints.map((endpoint) => [endpoint, priority(endpoint)]));
  const best = Math.min(...priorities.values());
  const weights = new Map(
    endpoints.map((endpoint) => [endpoint, priorities.get(endpoint) === best ? endpointSize(endpoint) : 0]),
  );
  const what = byLabels ? `by ${failoverPriority.join(', ')}` : `to ${client.locality}`;
  return {
    weights,
    because: `The endpoints that are nearest ${what} take everything as long as they are healthy; the others stand by.`,
  };
}

/** 0 same sub-zone, 1 same zone, 2 same region, 3 the region to fail over to, 4 any other. */
function placePriority(
  failover: LocalityPolicy['failover'],
  client: ProxyPlace,
  endpoint: MeshWorkload,
): number {
  const [region, zone, subZone] = parts(client.locality);
  const [ownRegion, ownZone, ownSubZone] = parts(endpoint.locality ?? '');
  if (region === ownRegion) return zone !== ownZone ? 2 : subZone === ownSubZone ? 0 : 1;
  const named = failover.find(({ from }) => from === region);
  return named === undefined || named.to === ownRegion ? 3 : 4;
}

/** By the first label that differs; `name=value` stands for a value of the client's. */
function labelPriority(order: readonly string[], client: ProxyPlace, endpoint: MeshWorkload): number {
  const own = placeLabels(client);
  const theirs = placeLabels({ locality: endpoint.locality ?? '', labels: endpoint.labels });
  const differing = order.findIndex((written) => {
    const [name = '', ...value] = written.split('=');
    const wanted = value.length === 1 ? value[0] : own[name];
    return (wanted ?? '') !== (theirs[name] ?? '');
  });
  return differing < 0 ? 0 : order.length - differing;
}

/** Istio adds where a proxy runs to its labels. */
function placeLabels({ locality, labels }: ProxyPlace): Readonly<Record<string, string>> {
  const [region, zone, subZone] = parts(locality);
  return {
    ...labels,
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
    'topology.istio.io/subzone': subZone,
  };
}

/** `region/zone/*`, `region/*`, `*`; what is left out covers everything. */
function localityCovers(pattern: string, locality: string): boolean {
  const [region, zone, subZone] = parts(pattern);
  const [ownRegion, ownZone, ownSubZone] = parts(locality);
  const covers = (wanted: string, own: string) => wanted === '*' || wanted === own;
  return (
    covers(region, ownRegion) &&
    (zone === '' || covers(zone, ownZone)) &&
    (subZone === '' || covers(subZone, ownSubZone))
  );
}

function parts(locality: string): readonly [string, string, string] {
  const [region = '', zone = '', subZone = ''] = locality.split('/');
  return [region, zone, subZone];
}
