/** One request against one mesh: route, access and encryption, with their reasons and lines. Pure. */

import { meshKind } from '@/lib/config/kind-lookup';
import type { Destination, SimulationAnswer } from '@/lib/config/simulation/contract';
import type { SimulatedRequest } from '@/lib/config/simulation/request';
import type { SimulationRequest } from '@/lib/config/simulation/request-contract';
import { explainRoute } from '@/lib/config/simulation/route';
import { requestedService, servicePort } from '@/lib/config/simulation/service-lookup';
import type { ObjectId } from '@/lib/config/store';
import { callerAnswer, type ResolvedCaller, resolveCaller } from './caller';
import type { SimulatedMesh } from './drafted-mesh';
import { gatewayEntry } from './gateway-entry';
import { headersRead } from './headers-read';
import { headersAnswer, isForwarding, limitsAnswer, type Outcome, routeAnswer } from './route-answer';
import { methodOf, serversOf } from './server-answer';
import { verdictOf } from './verdict';
import { kubernetesService, routeWithoutProxy } from './without-proxy';

export type RequestAnswer = Pick<SimulationAnswer, 'verdict' | 'caller' | 'service' | 'entry' | 'route'>;

/** Throws `bad-request` for a caller that is not known. */
export function simulateRequest(mesh: SimulatedMesh, asked: SimulationRequest): RequestAnswer {
  const { view } = mesh;
  const caller = resolveCaller(view, asked.from);
  const path = pathOf(asked);
  const entered = gatewayEntry(mesh, caller, asked, path);
  const entry = entered?.entry ?? null;
  const request = requestOf(asked, caller, path, entered?.claims ?? null);
  const outcome: Outcome =
    caller.route === null ? routeWithoutProxy(view, request) : explainRoute(view, request);
  const service = serviceOf(mesh, asked, caller);
  const destinations = destinationsOf(mesh, asked, { caller, outcome, path, service });
  const matched = 'matched' in outcome ? outcome.matched : null;
  const route = {
    ...routeAnswer(mesh, outcome),
    destinations,
    headersRead: headersRead(view, matched, policiesAsked(entry, destinations)),
  };
  const verdict = verdictOf({ entry, route });
  return { verdict, caller: callerAnswer(view, caller), service, entry, route };
}

interface Way {
  readonly caller: ResolvedCaller;
  readonly outcome: Outcome;
  readonly path: string;
  readonly service: SimulationAnswer['service'];
}

function destinationsOf(
  mesh: SimulatedMesh,
  asked: SimulationRequest,
  { caller, outcome, path, service }: Way,
): Destination[] {
  if (!isForwarding(outcome)) return [];
  const isHttp = asked.protocol === 'http' || asked.protocol === 'https' || asked.protocol === 'grpc';
  // What the server's proxy reads depends on the port, not on what carried it there.
  const speaksHttp = outcome.protocol === 'http' || (isHttp && service?.protocol !== 'tcp');
  return outcome.destinations.map((destination) => ({
    host: destination.host,
    subset: destination.subset,
    port: destination.port,
    share: destination.share,
    state: destination.state,
    because: destination.because,
    external: destination.external,
    headers: headersAnswer(destination.headers),
    ...limitsAnswer(mesh, caller.mtls, destination),
    servers: serversOf({ mesh, asked, path, caller, outcome, speaksHttp }, destination),
  }));
}

function policiesAsked(entry: SimulationAnswer['entry'], destinations: readonly Destination[]): ObjectId[] {
  const all = [
    entry?.access ?? null,
    ...destinations.flatMap(({ servers }) => servers.map(({ access }) => access)),
  ];
  return all.flatMap((access) =>
    (access?.points ?? []).flatMap(({ policies }) =>
      policies.flatMap(({ place }) => (place === null ? [] : [place.object])),
    ),
  );
}

/** With the parameters that are given beside it. */
function pathOf({ path, query }: SimulationRequest): string {
  const added = new URLSearchParams(query).toString();
  if (added === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${added}`;
}

const SCHEMES = { http: 'http', https: 'https', grpc: 'http', tcp: 'tcp', tls: 'tls', udp: 'udp' } as const;

function requestOf(
  asked: SimulationRequest,
  caller: ResolvedCaller,
  path: string,
  claims: SimulatedRequest['claims'] | null,
): SimulatedRequest {
  const { to, port, headers, protocol, sni } = asked;
  const { namespace, labels } = caller.mtls;
  return {
    client: caller.route ?? { namespace, labels, gateway: null },
    host: to,
    port,
    method: methodOf(asked),
    path,
    headers: protocol === 'grpc' ? { 'content-type': 'application/grpc', ...headers } : headers,
    scheme: SCHEMES[protocol],
    ...(sni === undefined || sni === '' ? {} : { sni }),
    ...(claims === null || claims === undefined ? {} : { claims }),
  };
}

/** What the host means to the caller. A gateway is called by names of its own. */
function serviceOf(
  { view }: SimulatedMesh,
  { to, port }: SimulationRequest,
  caller: ResolvedCaller,
): SimulationAnswer['service'] {
  if (caller.kind === 'gateway') return null;
  const { namespace } = caller.mtls;
  const service =
    caller.route === null ? kubernetesService(view, to, namespace) : requestedService(view, to, namespace);
  if (service === null) return null;
  const own = servicePort(service, port);
  return {
    host: service.host,
    object: service.id,
    portName: own?.name ?? null,
    protocol: own?.protocol ?? 'unknown',
    isMeshKind: meshKind(service.id.group, service.id.kind) !== null,
  };
}
