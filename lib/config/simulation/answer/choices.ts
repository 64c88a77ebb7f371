/** What can call and what can be called, for whoever puts a request together. */
import type { SimulationChoices } from '@/lib/config/simulation/contract';
import { dataPlaneOf } from '@/lib/config/simulation/data-plane';
import { servesGateway } from '@/lib/config/simulation/gateway-proxy';
import type { MeshView } from '@/lib/config/simulation/mesh-view';
import type { MeshServicePort } from '@/lib/config/simulation/read/service';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import type { RequestProtocol } from '@/lib/config/simulation/request-contract';
import { labelsInclude } from '@/lib/config/simulation/source-filter';
import { principalOf, unseenGateways } from './caller';

export function choicesOf(view: MeshView): SimulationChoices {
  // A machine's group and its entry have one name, and are one caller.
  const all = distinct([...view.workloads, ...unseenGateways(view)]);
  const isGateway = (workload: MeshWorkload) => dataPlaneOf(view, workload) === 'gateway';
  return {
    workloads: all
      .filter((workload) => !isGateway(workload) && dataPlaneOf(view, workload) !== 'waypoint')
      .map((workload) => ({
        namespace: workload.namespace,
        name: workload.name,
        plane: dataPlaneOf(view, workload),
        principal: principalOf(view, workload),
        labels: { ...workload.labels },
      }))
      .sort(byName),
    gateways: all
      .filter(isGateway)
      .map((workload) => ({
        namespace: workload.namespace,
        name: workload.name,
        servers: serversOf(view, workload),
      }))
      .sort(byName),
    services: view.services
      .map((service) => ({
        host: service.host,
        namespace: service.namespace,
        name: service.name,
        external: service.external,
        ports: service.ports.map(({ number, name, protocol }) => ({
          number,
          name,
          protocol: requestProtocol({ name, protocol }),
        })),
      }))
      .sort(byName),
  };
}

function distinct(workloads: readonly MeshWorkload[]): readonly MeshWorkload[] {
  const byName = new Map<string, MeshWorkload>();
  for (const workload of workloads) {
    const key = `${workload.namespace}/${workload.name}`;
    if ((byName.get(key)?.replicas ?? 0) === 0) byName.set(key, workload);
  }
  return [...byName.values()];
}

interface Named {
  readonly namespace: string;
  readonly name: string;
}

function byName(a: Named, b: Named): number {
  const [left, right] = [`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function requestProtocol({ name, protocol }: Pick<MeshServicePort, 'name' | 'protocol'>): RequestProtocol {
  if (protocol === 'tcp' || protocol === 'tls') return protocol;
  return name !== null && /^grpc(-|$)/.test(name) ? 'grpc' : 'http';
}

/** By port, the hosts that Gateway objects of both APIs have it serve, and those of routes where a listener names none. */
function serversOf(view: MeshView, workload: MeshWorkload): SimulationChoices['gateways'][number]['servers'] {
  const servers = new Map<number, { protocol: RequestProtocol; hosts: Set<string> }>();
  const add = (port: number, protocol: string, hosts: readonly string[]) => {
    const server = servers.get(port) ?? { protocol: gatewayProtocol(protocol), hosts: new Set<string>() };
    for (const host of hosts) server.hosts.add(host);
    servers.set(port, server);
  };
  for (const gateway of view.gateways) {
    if (!labelsInclude(workload.labels, gateway.selector)) continue;
    const name = `${gateway.namespace}/${gateway.name}`;
    for (const { port, protocol, hosts } of gateway.servers) {
      add(
        port,
        protocol,
        hosts.flatMap((host) => namedHosts(host, () => boundHosts(view, name, gateway.namespace))),
      );
    }
  }
  for (const gateway of view.kubernetesGateways) {
    if (!servesGateway(view, gateway, workload)) continue;
    for (const { port, protocol, hostname } of gateway.listeners) {
      add(
        port,
        protocol,
        namedHosts(hostname ?? '*', () => routeHosts(view, gateway)),
      );
    }
  }
  return [...servers].map(([port, { protocol, hosts }]) => ({ port, protocol, hosts: [...hosts].sort() }));
}

/** A wildcard is no host to call; what is bound to it names some. */
function namedHosts(written: string, others: () => readonly string[]): readonly string[] {
  const host = written.slice(written.indexOf('/') + 1);
  return host.startsWith('*') ? others().filter((name) => !name.startsWith('*')) : [host];
}

function boundHosts(view: MeshView, gateway: string, namespace: string): readonly string[] {
  const short = gateway.slice(namespace.length + 1);
  return view.virtualServices
    .filter(
      (service) =>
        service.gateways.includes(gateway) ||
        (service.namespace === namespace && service.gateways.includes(short)),
    )
    .flatMap(({ hosts }) => hosts);
}

function routeHosts(view: MeshView, gateway: Named): readonly string[] {
  return [...view.httpRoutes, ...view.tlsRoutes]
    .filter(({ parents }) =>
      parents.some(
        ({ kind, namespace, name }) =>
          kind === 'Gateway' && namespace === gateway.namespace && name === gateway.name,
      ),
    )
    .flatMap(({ hostnames }) => hostnames);
}

function gatewayProtocol(written: string): RequestProtocol {
  switch (written) {
    case 'HTTPS':
      return 'https';
    case 'TLS':
      return 'tls';
    case 'TCP':
    case 'MONGO':
      return 'tcp';
    case 'UDP':
      return 'udp';
    case 'GRPC':
      return 'grpc';
    default:
      return 'http';
  }
}
