/** Envoy's endpoints as they do now (`/clusters`): who is healthy, and what was sent to each. */
import { readClusterName } from '@/lib/proxies/cluster-name';
import type { ProxyRow } from '@/lib/proxies/contract';
import { at, isRecord, listAt, numberAt, textAt } from '@/lib/proxies/dump/fields';
import type { SectionReader } from './section-reader';

export function endpointReader(): SectionReader {
  return {
    rowsOf({ path, value }) {
      if (path[0] !== 'cluster_statuses' || value === null) return [];
      const cluster = textAt(value, 'name') ?? '';
      return listAt(value, 'host_statuses').map((host) => rowOf(cluster, host));
    },
  };
}

function rowOf(cluster: string, host: unknown): ProxyRow {
  const { host: service, port, subset } = readClusterName(cluster);
  const address = addressOf(host);
  const problem = problemOf(at(host, 'health_status'));
  const stat = (name: string) =>
    numberAt(
      listAt(host, 'stats').find((one) => textAt(one, 'name') === name),
      'value',
    );
  return {
    id: `${cluster} ${address}`,
    cells: {
      address,
      cluster: service ?? cluster,
      port,
      subset,
      health: problem ?? 'healthy',
      weight: numberAt(host, 'weight'),
      zone: textAt(host, 'locality', 'zone'),
      requests: stat('rq_total'),
      failed: stat('rq_error'),
      active: stat('rq_active'),
    },
    from: null,
    caution: problem,
  };
}

function addressOf(host: unknown): string {
  const socket = at(host, 'address', 'socket_address');
  const ip = textAt(socket, 'address');
  if (ip !== null) return `${ip}:${numberAt(socket, 'port_value') ?? ''}`;
  return (
    textAt(host, 'address', 'pipe', 'path') ??
    textAt(host, 'address', 'envoy_internal_address', 'server_listener_name') ??
    'unknown'
  );
}

const FAILURES: Readonly<Record<string, string>> = {
  failed_active_health_check: 'fails its health check',
  failed_outlier_check: 'ejected as an outlier',
  failed_active_degraded_check: 'degraded',
  pending_dynamic_removal: 'about to be removed',
  pending_active_hc: 'not checked yet',
  excluded_via_immediate_hc_fail: 'excluded',
};

function problemOf(status: unknown): string | null {
  if (!isRecord(status)) return null;
  for (const [field, words] of Object.entries(FAILURES)) if (status[field] === true) return words;
  const told = textAt(status, 'eds_health_status');
  return told === null || told === 'HEALTHY' || told === 'UNKNOWN' ? null : told.toLowerCase();
}
