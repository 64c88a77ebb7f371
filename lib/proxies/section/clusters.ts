/** Envoy's clusters: what it may send to, and how. */
import { readClusterName } from '@/lib/proxies/cluster-name';
import type { ProxyRow } from '@/lib/proxies/contract';
import { at, type Fields, listAt, numberAt, textAt } from '@/lib/proxies/dump/fields';
import { originOf } from '@/lib/proxies/origin';
import type { SectionReader } from './section-reader';

const LISTS = new Set(['static_clusters', 'dynamic_active_clusters', 'dynamic_warming_clusters']);

export function clusterReader(): SectionReader {
  return {
    rowsOf({ path, value }) {
      const [, , list] = path;
      if (path.length !== 4 || !LISTS.has(String(list)) || value === null) return [];
      const cluster = at(value, 'cluster');
      return [rowOf(cluster, list === 'dynamic_warming_clusters')];
    },
  };
}

function rowOf(cluster: Fields, warming: boolean): ProxyRow {
  const name = textAt(cluster, 'name') ?? '';
  const { direction, port, subset, host } = readClusterName(name);
  return {
    id: name,
    cells: {
      name: host ?? name,
      port,
      subset,
      direction: direction === '' ? 'own' : direction,
      type: textAt(cluster, 'type') ?? textAt(cluster, 'cluster_type', 'name') ?? 'STATIC',
      tls: tlsOf(cluster),
      connectTimeout: textAt(cluster, 'connect_timeout'),
      maxRequests: numberAt(listAt(cluster, 'circuit_breakers', 'thresholds')[0], 'max_requests'),
      outlierDetection: 'outlier_detection' in cluster,
    },
    from: originOf(cluster),
    caution: warming ? 'It is warming: its endpoints have not come yet.' : null,
  };
}

/** Istio tells mutual TLS by a match on the endpoint's metadata, so that plain endpoints stay reachable. */
function tlsOf(cluster: Fields): string {
  const matches = listAt(cluster, 'transport_socket_matches');
  if (matches.some((match) => textAt(match, 'name')?.startsWith('tlsMode') === true))
    return 'mutual where offered';
  const socket = textAt(cluster, 'transport_socket', 'name');
  if (socket === null || socket.includes('raw_buffer')) return 'none';
  const context = at(cluster, 'transport_socket', 'typed_config', 'common_tls_context');
  return listAt(context, 'tls_certificate_sds_secret_configs').length > 0 ? 'mutual' : 'simple';
}
