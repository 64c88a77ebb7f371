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
      const inline = listAt(value, 'route_config', 'virtual_hosts').filter((one) => one !== null);
      const table = { name, virtualHosts: [...hosts, ...inline] };
      const rank = rankOf(table, kind, port, host);
      if (rank > 0) found.push({ table, rank });
      hosts = [];
    }
  }
  return found.sort((a, b) => b.rank - a.rank).map(({ table }) => table);
}

function rankOf(
  { name, virtualHosts }: RouteTable,
  kind: 'sidecar' | 'gateway' | 'waypoint',
  port: number,
  host: string,
): number {
  if (kind === 'gateway') return rankAtGateway(name, virtualHosts, port);
  if (kind === 'waypoint') {
    const [direction, at, , service = ''] = name.split('|');
    return direction === 'inbound-vip' && at === String(port) && isServices(service, host) ? 2 : 0;
  }
  if (name === String(port)) return 1;
  const colon = name.lastIndexOf(':');
  return name.slice(colon + 1) === String(port) && isServices(name.slice(0, colon), host) ? 2 : 0;
}

/**
 * A gateway's HTTP table is named by the port of its pods, to which its Service may lead from another (80 to 8080); the
 * virtual hosts in it keep the port that the Gateway names (istio:pilot/pkg/model/gateway.go, gatewayRDSRouteName).
 */
function rankAtGateway(name: string, virtualHosts: readonly unknown[], port: number): number {
  const [scheme, at] = name.split('.');
  if (scheme === 'https') return at === String(port) ? 1 : 0;
  if (scheme !== 'http') return 0;
  if (virtualHosts.some((one) => textAt(one, 'name')?.endsWith(`:${port}`) === true)) return 3;
  return at === String(port) ? 2 : 0;
}

/** Whether a full name is that of the host as somebody writes it: in short, in part or whole. */
function isServices(service: string, host: string): boolean {
  const bare = host.toLowerCase();
  return service === bare || service.startsWith(`${bare}.`);
}
