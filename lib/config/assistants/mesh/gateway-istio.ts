/** Servers of Istio's own Gateway as rows of the form, and back. */
import type { Loss, ObjectEdit } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import { keptFields, type LabelRows, labelMap, labelRows, pruned, withSpec, written } from './form-object';
import type { GatewayServer, GatewayState } from './gateway-state';
import { gatewayId, SERVER_PROTOCOLS, TLS_MODES } from './gateway-state';

function protocolOf(server: Fields): string {
  return (textAt(fieldsAt(server, 'port'), 'protocol') ?? '').toUpperCase();
}

export function istioLosses(spec: Fields): readonly Loss[] {
  return fieldsListAt(spec, 'servers').flatMap((server, index) => {
    const losses: Loss[] = [];
    const protocol = protocolOf(server);
    if (!SERVER_PROTOCOLS.some((known) => known === protocol)) {
      losses.push({
        path: `spec.servers[${index}].port.protocol`,
        because: `the form does not know ${protocol}`,
      });
    }
    const mode = textAt(fieldsAt(server, 'tls'), 'mode');
    if (mode !== null && !TLS_MODES.some((known) => known === mode)) {
      losses.push({ path: `spec.servers[${index}].tls.mode`, because: `the form does not know ${mode}` });
    }
    return losses;
  });
}

export function istioKept(spec: Fields): readonly string[] {
  return [
    ...keptFields(spec, ['selector', 'servers'], 'spec'),
    ...fieldsListAt(spec, 'servers').flatMap((server, index) => {
      const at = `spec.servers[${index}]`;
      return [
        ...keptFields(server, ['port', 'hosts', 'tls'], at),
        ...keptFields(fieldsAt(server, 'tls'), ['mode', 'credentialName', 'httpsRedirect'], `${at}.tls`),
      ];
    }),
  ];
}

export function istioSelector(spec: Fields): LabelRows {
  return labelRows(textMapAt(spec, 'selector'));
}

export function istioServers(spec: Fields): readonly GatewayServer[] {
  return fieldsListAt(spec, 'servers').map((server, from) => {
    const tls = fieldsAt(server, 'tls');
    const protocol = SERVER_PROTOCOLS.find((known) => known === protocolOf(server)) ?? 'HTTP';
    const isEncrypted = protocol === 'HTTPS' || protocol === 'TLS';
    const mode = TLS_MODES.find((known) => known === textAt(tls, 'mode'));
    return {
      from,
      port: String(numberAt(fieldsAt(server, 'port'), 'number') ?? ''),
      protocol,
      hosts: [...textsAt(server, 'hosts')],
      // PASSTHROUGH is the zero value of the mode.
      tls: mode ?? (isEncrypted ? 'PASSTHROUGH' : 'NONE'),
      credentialName: textAt(tls, 'credentialName') ?? '',
      redirect: flagAt(tls, 'httpsRedirect'),
    };
  });
}

export function istioGatewayEdit(state: GatewayState, mesh: MeshObjects): ObjectEdit {
  return withSpec(mesh, gatewayId(state), 'networking.istio.io/v1', (spec) => ({
    ...spec,
    // Without labels it is for the gateways of every namespace, as without the field.
    selector:
      state.selector.length === 0 && spec.selector === undefined ? undefined : labelMap(state.selector),
    servers: serversOf(state.servers, fieldsListAt(spec, 'servers')),
  }));
}

function serversOf(servers: readonly GatewayServer[], present: readonly Fields[]): readonly Fields[] {
  return servers.map((server) => {
    const before = (server.from === null ? undefined : present[server.from]) ?? {};
    return pruned({
      ...before,
      port: portFor(server, fieldsAt(before, 'port'), servers),
      hosts: server.hosts.filter((host) => host !== ''),
      tls: tlsFor(server, fieldsAt(before, 'tls')),
    });
  });
}

function portFor(server: GatewayServer, before: Fields, servers: readonly GatewayServer[]): Fields {
  const { port, protocol } = server;
  const isSame = (textAt(before, 'protocol') ?? '').toUpperCase() === protocol;
  const isNamed = isSame && before.name !== undefined && numberAt(before, 'number') === Number(port);
  const alike = servers.filter((other) => other.port === port && other.protocol === protocol);
  const number = alike.length > 1 ? `-${alike.indexOf(server) + 1}` : '';
  return {
    ...before,
    number: Number(port),
    name: isNamed ? before.name : `${protocol.toLowerCase()}-${port}${number}`,
    protocol: isSame ? before.protocol : protocol,
  };
}

function tlsFor({ tls, credentialName, redirect }: GatewayServer, before: Fields): Fields | undefined {
  if (tls === 'NONE') return redirect ? { httpsRedirect: true } : undefined;
  const { httpsRedirect: _, ...rest } = before;
  return pruned({
    ...rest,
    mode: tls,
    credentialName: tls === 'PASSTHROUGH' ? undefined : written(credentialName),
  });
}
