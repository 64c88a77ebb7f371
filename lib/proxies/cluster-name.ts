/** Names that Istio gives to Envoy's clusters: `outbound|9080|v2|reviews.bookinfo.svc.cluster.local`. */

export interface ClusterName {
  /** `inbound`, `outbound`, `inbound-vip` of waypoints, or '' for the proxy's own clusters. */
  readonly direction: string;
  readonly port: number | null;
  readonly subset: string | null;
  readonly host: string | null;
}

export function readClusterName(name: string): ClusterName {
  const [direction = '', port = '', part = '', ...host] = name.split('|');
  if (host.length === 0) return { direction: '', port: null, subset: null, host: null };
  // A waypoint writes the protocol there, and the subset behind it: `http/v2` (listener_waypoint.go).
  const subset = direction === 'inbound-vip' ? part.replace(/^(?:http|tcp)(?:\/|$)/, '') : part;
  return {
    direction,
    port: /^\d+$/.test(port) ? Number(port) : null,
    subset: subset === '' ? null : subset,
    host: host.join('|') === '' ? null : host.join('|'),
  };
}

/** "reviews.bookinfo.svc.cluster.local:9080, subset v2"; the name itself where it is no service's. */
export function clusterLabel(name: string): string {
  const { host, port, subset } = readClusterName(name);
  if (host === null) return name;
  return `${host}:${port}${subset === null ? '' : `, subset ${subset}`}`;
}
