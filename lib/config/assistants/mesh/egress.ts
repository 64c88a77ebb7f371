/**
 * Requests to a host outside, sent through an egress gateway: a Gateway that takes them and a VirtualService with two
 * legs. https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 */
import type { ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { withSpec } from './form-object';
import type { OutsideHost, OutsidePort } from './outside-host';

const NETWORKING = 'networking.istio.io';
const ENCRYPTED: ReadonlySet<string> = new Set(['TLS', 'HTTPS']);
const PLAIN_HTTP: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'GRPC']);

type Place = Pick<OutsideHost, 'namespace' | 'name' | 'hosts'>;

interface WayOut {
  readonly gateway: ObjectId;
  readonly routes: ObjectId;
}

function legsOf(routes: Fields): readonly Fields[] {
  const spec = fieldsAt(routes, 'spec');
  return ['tls', 'http'].flatMap((key) => fieldsListAt(spec, key));
}

function takesFrom(leg: Fields, gateway: string): boolean {
  return fieldsListAt(leg, 'match').some((match) => textsAt(match, 'gateways').includes(gateway));
}

function destinationHost(leg: Fields): string {
  const [first] = fieldsListAt(leg, 'route');
  return textAt(fieldsAt(first ?? {}, 'destination'), 'host') ?? '';
}

/** The objects by which requests to the host leave today, whatever they are called; else those that would be made. */
function wayOut({ namespace, name, hosts }: Place, mesh: MeshObjects): WayOut {
  const found = mesh
    .ofKind(`${NETWORKING}/VirtualService`)
    .filter(({ id }) => id.namespace === namespace)
    .flatMap(({ id, value }): readonly WayOut[] => {
      const spec = fieldsAt(value, 'spec');
      const gateways = textsAt(spec, 'gateways');
      const own = gateways.find((gateway) => gateway !== 'mesh' && !gateway.includes('/'));
      const gateway = { group: NETWORKING, kind: 'Gateway', namespace, name: own ?? '' };
      const isWay =
        gateways.includes('mesh') &&
        textsAt(spec, 'hosts').some((host) => hosts.includes(host)) &&
        legsOf(value).some((leg) => takesFrom(leg, 'mesh')) &&
        legsOf(value).some((leg) => takesFrom(leg, own ?? ''));
      return isWay && mesh.get(gateway) !== null ? [{ gateway, routes: id }] : [];
    });
  const own = { group: NETWORKING, namespace, name: `${name}-egress` };
  return found[0] ?? { gateway: { ...own, kind: 'Gateway' }, routes: { ...own, kind: 'VirtualService' } };
}

/** The gateway's service that requests to the host are sent to, as `name.namespace`; empty = they go straight. */
export function egressOf(place: Place, mesh: MeshObjects): string {
  const { gateway, routes } = wayOut(place, mesh);
  const value = mesh.get(routes)?.value;
  if (value === undefined || mesh.get(gateway) === null) return '';
  const first = legsOf(value).find((leg) => takesFrom(leg, 'mesh'));
  const host = mesh.fullHost(destinationHost(first ?? {}), place.namespace);
  return host.split('.').slice(0, 2).join('.');
}

/** Both objects, or their removal where they exist and are not wanted. Those that say it already stay as written. */
export function egressEdits(state: OutsideHost, mesh: MeshObjects): readonly ObjectEdit[] {
  const way = wayOut(state, mesh);
  const { gateway, routes } = way;
  if (state.egress === '') {
    return [routes, gateway].filter((id) => mesh.get(id) !== null).map((id) => ({ id, value: null }));
  }
  const [host] = state.hosts;
  const [port] = state.ports;
  if (host === undefined || port === undefined || protocolOf(port) === null) return [];
  if (saysSo(state, mesh, way, host, port)) return [];
  return [
    withSpec(mesh, gateway, `${NETWORKING}/v1`, (spec) => ({
      ...spec,
      ...gatewaySpec(state, mesh, host, port),
    })),
    withSpec(mesh, routes, `${NETWORKING}/v1`, (spec) => ({
      ...spec,
      ...routesSpec(state, mesh, spec, gateway.name, host, port),
    })),
  ];
}

/** How requests reach the gateway; null for protocols that have no way by host through one. */
function protocolOf({ protocol }: OutsidePort): 'tls' | 'http' | null {
  return ENCRYPTED.has(protocol) ? 'tls' : PLAIN_HTTP.has(protocol) ? 'http' : null;
}

function saysSo(
  state: OutsideHost,
  mesh: MeshObjects,
  { routes }: WayOut,
  host: string,
  port: OutsidePort,
): boolean {
  const spec = fieldsAt(mesh.get(routes)?.value ?? {}, 'spec');
  const list = fieldsListAt(spec, protocolOf(port) ?? '');
  const ports = list.flatMap((leg) =>
    fieldsListAt(leg, 'match').flatMap((match) => numberAt(match, 'port') ?? []),
  );
  return (
    egressOf(state, mesh) === state.egress &&
    textsAt(spec, 'hosts').includes(host) &&
    list.length > 0 &&
    ports.every((number) => number === Number(port.number))
  );
}

function gatewayService(state: OutsideHost): { readonly name: string; readonly namespace: string } {
  const [name = '', namespace = ''] = state.egress.split('.');
  return { name, namespace };
}

function gatewaySpec(state: OutsideHost, mesh: MeshObjects, host: string, port: OutsidePort): Fields {
  const { name, namespace } = gatewayService(state);
  const service = mesh.get({ group: '', kind: 'Service', namespace, name });
  const selector = textMapAt(fieldsAt(service?.value ?? {}, 'spec'), 'selector');
  const isEncrypted = protocolOf(port) === 'tls';
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

function routesSpec(
  state: OutsideHost,
  mesh: MeshObjects,
  spec: Fields,
  own: string,
  host: string,
  port: OutsidePort,
): Fields {
  const { name, namespace } = gatewayService(state);
  const number = Number(port.number);
  const through = `${name}.${namespace}.svc.${mesh.settings.clusterDomain}`;
  const kind = protocolOf(port) ?? 'http';
  // A leg keeps what else it says: its name, a timeout, retries.
  const leg = (gateway: string, target: string) => ({
    ...fieldsListAt(spec, kind).find((present) => takesFrom(present, gateway)),
    match: [{ gateways: [gateway], port: number, ...(kind === 'tls' ? { sniHosts: [host] } : {}) }],
    route: [{ destination: { host: target, port: { number } } }],
  });
  return {
    hosts: [host],
    gateways: ['mesh', own],
    tls: undefined,
    http: undefined,
    [kind]: [leg('mesh', through), leg(own, host)],
  };
}
