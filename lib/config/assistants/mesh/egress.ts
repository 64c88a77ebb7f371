/**
 * Requests to a host outside, sent through an egress gateway: a Gateway that takes them and a VirtualService with two
 * legs. https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, fieldsListAt, textAt, textMapAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { withSpec } from './form-object';
import type { OutsideHost } from './outside-host';

const NETWORKING = 'networking.istio.io';
const ENCRYPTED: ReadonlySet<string> = new Set(['TLS', 'HTTPS']);
const PLAIN_HTTP: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'GRPC']);

function ids({ namespace, name }: Pick<OutsideHost, 'namespace' | 'name'>): {
  readonly gateway: ObjectId;
  readonly routes: ObjectId;
} {
  const own = { group: NETWORKING, namespace, name: `${name}-egress` };
  return { gateway: { ...own, kind: 'Gateway' }, routes: { ...own, kind: 'VirtualService' } };
}

/** The gateway's service that the routes beside the entry send to; empty = they do not exist. */
export function egressOf(state: OutsideHost, mesh: MeshObjects): string {
  const { gateway, routes } = ids(state);
  const spec = fieldsAt(mesh.get(routes)?.value ?? {}, 'spec');
  if (mesh.get(gateway) === null) return '';
  const rules = ['tls', 'http', 'tcp'].flatMap((key) => fieldsListAt(spec, key));
  const [first] = fieldsListAt(rules[0] ?? {}, 'route');
  const host = textAt(fieldsAt(first ?? {}, 'destination'), 'host') ?? '';
  return host.split('.').slice(0, 2).join('.');
}

/** Both objects, or their removal where they exist and are not wanted. */
export function egressEdits(state: OutsideHost, mesh: MeshObjects): readonly ObjectEdit[] {
  const { gateway, routes } = ids(state);
  const [host] = state.hosts;
  const [port] = state.ports;
  if (state.egress === '') {
    return [routes, gateway].filter((id) => mesh.get(id) !== null).map((id) => ({ id, value: null }));
  }
  if (
    host === undefined ||
    port === undefined ||
    (!ENCRYPTED.has(port.protocol) && !PLAIN_HTTP.has(port.protocol))
  ) {
    return [];
  }
  return [
    withSpec(mesh, gateway, `${NETWORKING}/v1`, (spec) => ({
      ...spec,
      ...gatewaySpec(state, mesh, host, port),
    })),
    withSpec(mesh, routes, `${NETWORKING}/v1`, (spec) => ({
      ...spec,
      ...routesSpec(state, mesh, host, port),
    })),
  ];
}

type Port = OutsideHost['ports'][number];

function gatewayService(state: OutsideHost): { readonly name: string; readonly namespace: string } {
  const [name = '', namespace = ''] = state.egress.split('.');
  return { name, namespace };
}

function gatewaySpec(state: OutsideHost, mesh: MeshObjects, host: string, port: Port): Fields {
  const { name, namespace } = gatewayService(state);
  const service = mesh.get({ group: '', kind: 'Service', namespace, name });
  const selector = textMapAt(fieldsAt(service?.value ?? {}, 'spec'), 'selector');
  const isEncrypted = ENCRYPTED.has(port.protocol);
  const server = {
    port: {
      number: Number(port.number),
      name: `${isEncrypted ? 'tls' : 'http'}-${port.number}`,
      protocol: isEncrypted ? 'TLS' : 'HTTP',
    },
    hosts: [host],
    ...(isEncrypted ? { tls: { mode: 'PASSTHROUGH' } } : {}),
  };
  return { selector: selector.istio === undefined ? selector : { istio: selector.istio }, servers: [server] };
}

function routesSpec(state: OutsideHost, mesh: MeshObjects, host: string, port: Port): Fields {
  const { name, namespace } = gatewayService(state);
  const number = Number(port.number);
  const own = `${state.name}-egress`;
  const through = `${name}.${namespace}.svc.${mesh.settings.clusterDomain}`;
  const isEncrypted = ENCRYPTED.has(port.protocol);
  const leg = (gateway: string, target: string) => ({
    match: [{ gateways: [gateway], port: number, ...(isEncrypted ? { sniHosts: [host] } : {}) }],
    route: [{ destination: { host: target, port: { number } } }],
  });
  const legs = [leg('mesh', through), leg(own, host)];
  return { hosts: [host], gateways: ['mesh', own], [isEncrypted ? 'tls' : 'http']: legs };
}
