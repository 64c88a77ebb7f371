/**
 * Which route table a request meets, by the names that Istio gives them (istio:pilot/pkg/networking/core/httproute.go):
 * a sidecar's are named by port, or `host:port` for sniffed ports; a gateway's `http.80` and `https.443.…`.
 */
import type { DumpElement } from '@/lib/proxies/dump/dump-element';
import { listAt, textAt } from '@/lib/proxies/dump/fields';
import type { RouteTable } from './ask-table';

/** The tables that may take requests to a port, in the order in which they are looked at. */
export async function tablesForPort(
  elements: AsyncIterable<DumpElement>,
  kind: 'sidecar' | 'gateway' | 'waypoint',
  port: number,
  host: string,
): Promise<readonly RouteTable[]> {
  const found: { readonly table: RouteTable; readonly rank: number }[] = [];
  let hosts: unknown[] = [];
  for await (const { path, value } of elements) {
    const list = path[2];
    if (list !== 'dynamic_route_configs' && list !== 'static_route_configs') continue;
    if (path.length > 4) hosts.push(value);
    else if (path.length === 4) {
      const name = textAt(value, 'route_config', 'name') ?? '';
      const rank = rankOf(name, kind, port, host);
      const inline = listAt(value, 'route_config', 'virtual_hosts').filter((one) => one !== null);
      if (rank > 0) found.push({ table: { name, virtualHosts: [...hosts, ...inline] }, rank });
      hosts = [];
    }
  }
  return found.sort((a, b) => b.rank - a.rank).map(({ table }) => table);
}

function rankOf(name: string, kind: 'sidecar' | 'gateway' | 'waypoint', port: number, host: string): number {
  if (kind === 'gateway') return name === `http.${port}` ? 2 : name.startsWith(`https.${port}.`) ? 1 : 0;
  if (kind === 'waypoint') {
    const [direction, at, , service] = name.split('|');
    return direction === 'inbound-vip' &&
      at === String(port) &&
      (service ?? '').startsWith(host.split('.')[0] ?? host)
      ? 2
      : 0;
  }
  if (name === String(port)) return 1;
  return name.endsWith(`:${port}`) && name.startsWith(host.split('.')[0] ?? host) ? 2 : 0;
}
