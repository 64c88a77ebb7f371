/** Gateways of Istio's API and of the Gateway API: hosts, ports, TLS, the redirect to HTTPS, and which routes use them. */
import { GATEWAY } from '@/lib/config/assistants/about';
import type { Assistant, FieldProblem, Loss } from '@/lib/config/assistants/assistant';
import type { MeshObjects } from '@/lib/config/assistants/mesh-objects';
import { type Fields, fieldsAt, textMapAt } from '@/lib/config/simulation/read/fields';
import type { ObjectId } from '@/lib/config/store';
import { nameProblems, PORT_MESSAGE, portOf } from './form-object';
import { istioGatewayEdit, istioKept, istioLosses, istioSelector, istioServers } from './gateway-istio';
import {
  kubernetesGatewayEdits,
  kubernetesKept,
  kubernetesLosses,
  kubernetesServers,
} from './gateway-kubernetes';
import { boundRoutes, routeBindings } from './gateway-routes';
import { type GatewayServer, type GatewayState, gatewayId, gatewaySchema } from './gateway-state';

function opened(
  mesh: MeshObjects,
  id: ObjectId,
  value: Fields,
): { state: GatewayState } | { losses: readonly Loss[] } {
  const api = id.group === 'networking.istio.io' ? 'istio' : 'gateway-api';
  const spec = fieldsAt(value, 'spec');
  const losses = api === 'istio' ? istioLosses(spec) : kubernetesLosses(spec);
  if (losses.length > 0) return { losses };
  const place = { api, namespace: id.namespace ?? '', name: id.name } as const;
  const state: GatewayState = {
    ...place,
    selector: istioSelector(spec),
    className: typeof spec.gatewayClassName === 'string' ? spec.gatewayClassName : '',
    servers: [...(api === 'istio' ? istioServers(spec) : kubernetesServers(place, spec, mesh))],
    routes: [...boundRoutes(place, mesh)],
  };
  return { state };
}

function fresh(mesh: MeshObjects, namespace: string): GatewayState {
  const [first] = gatewaySelectors(mesh);
  return {
    api: 'istio',
    namespace,
    name: '',
    selector: [{ key: 'istio', value: first ?? 'ingressgateway' }],
    className: 'istio',
    servers: [
      {
        from: null,
        port: '443',
        protocol: 'HTTPS',
        hosts: [],
        tls: 'SIMPLE',
        credentialName: '',
        redirect: false,
      },
      {
        from: null,
        port: '80',
        protocol: 'HTTP',
        hosts: [],
        tls: 'NONE',
        credentialName: '',
        redirect: true,
      },
    ],
    routes: [],
  };
}

function serverWords({ port, protocol, hosts, tls, credentialName, redirect }: GatewayServer): string {
  const where = `${hosts.filter((host) => host !== '').join(', ') || 'no host'} on port ${port}`;
  if (redirect) return `${where}: callers are sent to HTTPS.`;
  if (tls === 'PASSTHROUGH') return `${where}: TLS goes on to the service, which has the certificate.`;
  if (tls === 'NONE') return `${where}: ${protocol}, not encrypted by the gateway.`;
  const mutual = tls === 'MUTUAL' ? ' and asks callers for one' : '';
  return `${where}: ${protocol} with the certificate of Secret ${credentialName || '(none yet)'}${mutual}.`;
}

export const gateway: Assistant<GatewayState> = {
  about: GATEWAY,
  schema: gatewaySchema,
  read(mesh, target) {
    const object = target.kind === 'object' ? mesh.get(target.id) : null;
    if (object !== null && object.id.kind === 'Gateway') {
      const found = opened(mesh, object.id, object.value);
      if ('losses' in found) return { kind: 'refused', losses: found.losses };
      const spec = fieldsAt(object.value, 'spec');
      const kept = found.state.api === 'istio' ? istioKept(spec) : kubernetesKept(spec);
      return { kind: 'state', state: found.state, kept };
    }
    const namespace = (target.kind === 'object' ? target.id.namespace : target.namespace) ?? '';
    return { kind: 'state', state: fresh(mesh, namespace), kept: [] };
  },
  write(state, mesh) {
    if (nameProblems(gatewayId(state)).length > 0) return [];
    const own = state.api === 'istio' ? [istioGatewayEdit(state, mesh)] : kubernetesGatewayEdits(state, mesh);
    return [...own, ...routeBindings(state, mesh)];
  },
  says(state) {
    return [
      ...state.servers.map(serverWords),
      state.routes.length === 0
        ? 'No route uses it, so requests are answered with 404.'
        : `Requests go where ${state.routes.join(', ')} ${state.routes.length === 1 ? 'says' : 'say'}.`,
      ...(state.api === 'gateway-api'
        ? ['Istio deploys a gateway of its own for it, with its own address.']
        : []),
    ];
  },
  problems(state, mesh) {
    const problems: FieldProblem[] = [...nameProblems(gatewayId(state))];
    if (state.servers.length === 0) problems.push({ field: 'servers', message: 'Name a port' });
    for (const [index, server] of state.servers.entries())
      problems.push(...serverProblems(state, server, index, isCertified(state, server, mesh)));
    return problems;
  },
};

/** True where the stored server had no Secret either: its certificate comes from files, or from further fields. */
function isCertified(state: GatewayState, { from, tls }: GatewayServer, mesh: MeshObjects): boolean {
  const id = gatewayId(state);
  const value = from === null ? null : (mesh.get(id)?.value ?? null);
  const found = value === null ? null : opened(mesh, id, value);
  const stored = found === null || 'losses' in found ? undefined : found.state.servers[from ?? 0];
  return stored !== undefined && stored.tls === tls && stored.credentialName === '';
}

function serverProblems(
  state: GatewayState,
  server: GatewayServer,
  index: number,
  isCertified: boolean,
): readonly FieldProblem[] {
  const at = (field: string, message: string) => ({ field: `servers.${index}.${field}`, message });
  const { port, protocol, hosts, tls, credentialName, redirect } = server;
  const given = hosts.filter((host) => host !== '');
  const isEncrypted = protocol === 'HTTPS' || protocol === 'TLS';
  const problems: FieldProblem[] = [];
  if (portOf(port) === null) problems.push(at('port', PORT_MESSAGE));
  if (state.api === 'istio' && given.length === 0)
    problems.push(at('hosts', 'Name a host, or * for every one'));
  if (state.api === 'gateway-api' && given.length > 1) {
    problems.push(at('hosts', 'A listener has one host; add a row for each'));
  }
  if (isEncrypted && tls === 'NONE') problems.push(at('tls', `${protocol} needs TLS`));
  if (!isEncrypted && tls !== 'NONE') problems.push(at('tls', 'TLS is for HTTPS and TLS'));
  if (protocol === 'HTTPS' && tls === 'PASSTHROUGH' && state.api === 'gateway-api') {
    problems.push(at('tls', 'With PASSTHROUGH the protocol is TLS'));
  }
  if (tls === 'MUTUAL' && state.api === 'gateway-api') {
    problems.push(at('tls', 'The Gateway API asks callers for certificates in spec.tls.frontend'));
  }
  if ((tls === 'SIMPLE' || tls === 'MUTUAL') && credentialName === '' && !isCertified) {
    problems.push(at('credentialName', 'Name the Secret with certificate and key'));
  }
  if (redirect && protocol !== 'HTTP') problems.push(at('redirect', 'Only plain HTTP can be sent to HTTPS'));
  return problems;
}

/** Values of the label `istio` of pods that run as gateways. */
export function gatewaySelectors(mesh: MeshObjects): readonly string[] {
  const values = mesh
    .ofKind('/Service')
    .flatMap(({ value }) => textMapAt(fieldsAt(value, 'spec'), 'selector').istio ?? [])
    .filter((text) => /gateway/.test(text));
  return [...new Set(values)].sort((a, b) => Number(b.includes('ingress')) - Number(a.includes('ingress')));
}
