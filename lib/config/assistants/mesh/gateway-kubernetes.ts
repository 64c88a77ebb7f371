/** Listeners of the Gateway API as rows of the form, and back; the redirect to HTTPS is an HTTPRoute there. */
import type { Loss, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { keptFields, pruned, withSpec } from './form-object';
import type { GatewayServer, GatewayState } from './gateway-state';
import { gatewayId, SERVER_PROTOCOLS } from './gateway-state';

const GATEWAY_API = 'gateway.networking.k8s.io';

type Place = Pick<GatewayState, 'api' | 'namespace' | 'name'>;

function redirectId({ namespace, name }: Place): ObjectId {
  return { group: GATEWAY_API, kind: 'HTTPRoute', namespace, name: `${name}-redirect` };
}

export function kubernetesLosses(spec: Fields): readonly Loss[] {
  return fieldsListAt(spec, 'listeners').flatMap((listener, index) => {
    const losses: Loss[] = [];
    const protocol = textAt(listener, 'protocol') ?? '';
    if (!SERVER_PROTOCOLS.some((known) => known === protocol)) {
      losses.push({
        path: `spec.listeners[${index}].protocol`,
        because: `the form does not know ${protocol}`,
      });
    }
    if (fieldsListAt(fieldsAt(listener, 'tls'), 'certificateRefs').length > 1) {
      const because = 'the form has one certificate for a listener';
      losses.push({ path: `spec.listeners[${index}].tls.certificateRefs`, because });
    }
    return losses;
  });
}

export function kubernetesKept(spec: Fields): readonly string[] {
  return [
    ...keptFields(spec, ['gatewayClassName', 'listeners'], 'spec'),
    ...fieldsListAt(spec, 'listeners').flatMap((listener, index) => {
      const at = `spec.listeners[${index}]`;
      const known = ['name', 'port', 'protocol', 'hostname', 'tls'];
      return [
        ...keptFields(listener, known, at),
        ...keptFields(fieldsAt(listener, 'tls'), ['mode', 'certificateRefs'], `${at}.tls`),
      ];
    }),
  ];
}

export function kubernetesServers(place: Place, spec: Fields, mesh: MeshObjects): readonly GatewayServer[] {
  const redirect = mesh.get(redirectId(place))?.value ?? {};
  const sections = fieldsListAt(fieldsAt(redirect, 'spec'), 'parentRefs').map((parent) =>
    textAt(parent, 'sectionName'),
  );
  return fieldsListAt(spec, 'listeners').map((listener, from) => {
    const protocol = SERVER_PROTOCOLS.find((known) => known === textAt(listener, 'protocol')) ?? 'HTTP';
    const tls = fieldsAt(listener, 'tls');
    const isEncrypted = protocol === 'HTTPS' || protocol === 'TLS';
    const hostname = textAt(listener, 'hostname');
    return {
      from,
      port: String(numberAt(listener, 'port') ?? ''),
      protocol,
      hosts: hostname === null ? [] : [hostname],
      tls: !isEncrypted ? 'NONE' : textAt(tls, 'mode') === 'Passthrough' ? 'PASSTHROUGH' : 'SIMPLE',
      credentialName: textAt(fieldsListAt(tls, 'certificateRefs')[0] ?? {}, 'name') ?? '',
      redirect: sections.includes(textAt(listener, 'name')),
    };
  });
}

export function kubernetesGatewayEdits(state: GatewayState, mesh: MeshObjects): readonly ObjectEdit[] {
  const present = fieldsListAt(fieldsAt(mesh.get(gatewayId(state))?.value ?? {}, 'spec'), 'listeners');
  const listeners = listenersOf(state.servers, present);
  const own = withSpec(mesh, gatewayId(state), `${GATEWAY_API}/v1`, (spec) => ({
    ...spec,
    gatewayClassName: state.className,
    listeners,
  }));
  const names = listeners
    .filter((_, index) => state.servers[index]?.redirect === true)
    .map(({ name }) => name);
  return [own, ...redirectEdits(state, mesh, names)];
}

function redirectEdits(
  state: GatewayState,
  mesh: MeshObjects,
  names: readonly unknown[],
): readonly ObjectEdit[] {
  const id = redirectId(state);
  if (names.length === 0) return mesh.get(id) === null ? [] : [{ id, value: null }];
  const redirect = { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } };
  return [
    withSpec(mesh, id, `${GATEWAY_API}/v1`, (spec) => ({
      ...spec,
      parentRefs: names.map((sectionName) => ({ name: state.name, sectionName })),
      rules: spec.rules ?? [{ filters: [redirect] }],
    })),
  ];
}

function listenersOf(servers: readonly GatewayServer[], present: readonly Fields[]): readonly Fields[] {
  const taken = new Set<string>();
  return servers.map((server) => {
    const host = server.hosts.find((text) => text !== '');
    const before = (server.from === null ? undefined : present[server.from]) ?? {};
    const name = freeName(textAt(before, 'name') ?? `${server.protocol.toLowerCase()}-${server.port}`, taken);
    return pruned({
      ...before,
      name,
      hostname: host,
      port: Number(server.port),
      protocol: server.protocol,
      tls: tlsFor(server, fieldsAt(before, 'tls')),
    });
  });
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`;
  taken.add(name);
  return name;
}

function tlsFor({ tls, credentialName }: GatewayServer, before: Fields): Fields | undefined {
  if (tls === 'NONE') return undefined;
  if (tls === 'PASSTHROUGH') return { ...before, mode: 'Passthrough', certificateRefs: undefined };
  const [certificate = {}] = fieldsListAt(before, 'certificateRefs');
  const certificateRefs = credentialName === '' ? undefined : [{ ...certificate, name: credentialName }];
  return pruned({
    ...before,
    mode: before.mode === 'Passthrough' ? 'Terminate' : before.mode,
    certificateRefs,
  });
}
