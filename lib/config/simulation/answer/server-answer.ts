/** Each workload that may answer: whether the way to it is encrypted, and whether its proxy lets the caller in. */

import type { PointAnswer } from '@/lib/config/simulation/access/authorize-at';
import type { AccessRequest, AccessSource, CallerIdentity } from '@/lib/config/simulation/access/question';
import type { AuthorizationAnswer } from '@/lib/config/simulation/authorization';
import { simulateAuthorization } from '@/lib/config/simulation/authorization';
import { containerPort } from '@/lib/config/simulation/container-port';
import type { Access, Encryption, Server } from '@/lib/config/simulation/contract';
import { dataPlaneOf } from '@/lib/config/simulation/data-plane';
import { type MtlsAnswer, simulateMtls } from '@/lib/config/simulation/mtls';
import type {
  DestinationWorkload,
  ForwardingOutcome,
  HeaderOperations,
  RouteDestination,
} from '@/lib/config/simulation/outcome';
import type { MeshService } from '@/lib/config/simulation/read/service';
import type { MeshWorkload } from '@/lib/config/simulation/read/workload';
import type { SimulationRequest } from '@/lib/config/simulation/request-contract';
import { requestedService, serviceByHost } from '@/lib/config/simulation/service-lookup';
import { workloadsBehind } from '@/lib/config/simulation/service-workloads';
import { accountOf, type ResolvedCaller } from './caller';
import type { SimulatedMesh } from './drafted-mesh';
import type { Places } from './places';

export interface ServerQuestion {
  readonly mesh: SimulatedMesh;
  readonly asked: SimulationRequest;
  /** With the query in it. */
  readonly path: string;
  readonly caller: ResolvedCaller;
  readonly outcome: ForwardingOutcome;
  readonly speaksHttp: boolean;
}

export function serversOf(question: ServerQuestion, destination: RouteDestination): Server[] {
  const { view } = question.mesh;
  const service = destinationService(question, destination.host);
  if (destination.workloads.length === 0) {
    return destination.state === 'ready' ? [outsideServer(question, destination, service)] : [];
  }
  return destination.workloads.map((shared) => {
    const workload = findWorkload(question, service, shared);
    const encryption = encryptionTo(question, destination, service, workload);
    const isMeshOwn = encryption?.transport === 'mtls' || encryption?.transport === 'hbone';
    return {
      namespace: shared.namespace,
      name: shared.name,
      labels: { ...shared.labels },
      plane: workload === null ? 'none' : dataPlaneOf(view, workload),
      replicas: workload?.replicas ?? null,
      share: shared.share,
      access: workload === null ? null : accessAt(question, destination, { service, workload, isMeshOwn }),
      encryption: encryption === null ? null : encryptionAnswer(question.mesh.places, encryption),
    };
  });
}

function destinationService({ mesh, caller }: ServerQuestion, host: string): MeshService | null {
  const { view } = mesh;
  const seen = serviceByHost(view, host, caller.mtls.namespace);
  // `exportTo` does not bind who has no proxy, and a waypoint sees what its caller need not.
  return seen ?? view.servicesByHost.get(host)?.[0] ?? null;
}

function findWorkload(
  { mesh: { view } }: ServerQuestion,
  service: MeshService | null,
  { namespace, name }: DestinationWorkload,
): MeshWorkload | null {
  const isIt = (workload: MeshWorkload) => workload.namespace === namespace && workload.name === name;
  const behind = service === null ? [] : workloadsBehind(view, service);
  return behind.find(isIt) ?? view.workloadsByNamespace.get(namespace)?.find(isIt) ?? null;
}

/** A host whose endpoints are no workloads of the mesh. */
function outsideServer(
  question: ServerQuestion,
  destination: RouteDestination,
  service: MeshService | null,
): Server {
  const encryption = encryptionTo(question, destination, service, null);
  return {
    namespace: null,
    name: destination.host,
    labels: {},
    plane: 'none',
    replicas: null,
    share: 1,
    access: null,
    encryption: encryption === null ? null : encryptionAnswer(question.mesh.places, encryption),
  };
}

function encryptionTo(
  { mesh: { view }, caller }: ServerQuestion,
  { port, subset }: RouteDestination,
  service: MeshService | null,
  server: MeshWorkload | null,
): MtlsAnswer | null {
  if (service === null) return null;
  const question = { client: caller.mtls, service, port, server };
  return simulateMtls(view, subset === null ? question : { ...question, subset });
}

interface Reached {
  readonly service: MeshService | null;
  readonly workload: MeshWorkload;
  /** The mesh's own TLS, which shows who the caller is. */
  readonly isMeshOwn: boolean;
}

function accessAt(
  question: ServerQuestion,
  destination: RouteDestination,
  { service, workload, isMeshOwn }: Reached,
): Access {
  const { mesh, caller, asked } = question;
  const port =
    (service === null ? null : containerPort(service, destination.port, workload)) ?? destination.port;
  const identity: CallerIdentity =
    caller.workload !== null && isMeshOwn ? accountOf(caller.workload) : { kind: 'none' };
  // The routes of the service that an ambient caller asks for count at its waypoint; others choose for themselves.
  const called =
    caller.plane === 'ambient'
      ? { service: requestedService(mesh.view, asked.to, caller.mtls.namespace) ?? service, port: asked.port }
      : { service, port: destination.port };
  const answer = simulateAuthorization(mesh.view, {
    destination: {
      workload,
      service,
      port,
      ...(called.service === null ? {} : { called: { service: called.service, port: called.port } }),
    },
    source: sourceOf(asked, caller, identity),
    sourcePlane: caller.plane,
    request: requestAt(question, destination),
    external: asked.external,
  });
  return accessAnswer(mesh.places, answer);
}

/** A gateway hides the address of who called it, and hands it on in X-Forwarded-For. */
function sourceOf(asked: SimulationRequest, caller: ResolvedCaller, identity: CallerIdentity): AccessSource {
  const { sourceIp } = asked;
  if (sourceIp === undefined) return { identity };
  return caller.kind === 'gateway' ? { identity, remoteIp: sourceIp } : { identity, ip: sourceIp };
}

/** The request as it arrives: rewritten, and with the headers that the route changed. */
function requestAt(question: ServerQuestion, destination: RouteDestination): AccessRequest {
  const { asked, outcome, path } = question;
  const sni = asked.protocol === 'tls' || asked.protocol === 'https' ? (asked.sni ?? asked.to) : null;
  if (!question.speaksHttp) return { protocol: 'tcp', sni };
  return {
    protocol: 'http',
    method: methodOf(asked),
    path: outcome.rewrite.path ?? path,
    host: outcome.rewrite.authority ?? asked.to,
    headers: headersAt(asked.headers, outcome.headers, destination.headers),
    token: asked.token,
  };
}

/** gRPC is always a POST. */
export function methodOf({ protocol, method }: SimulationRequest): string {
  return protocol === 'grpc' ? 'POST' : method;
}

function headersAt(
  headers: Readonly<Record<string, string>>,
  ...operations: readonly HeaderOperations[]
): Readonly<Record<string, string>> {
  const now = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const { request } of operations) {
    for (const [name, value] of Object.entries(request.set)) now.set(name.toLowerCase(), value);
    for (const [name, value] of Object.entries(request.add)) {
      const before = now.get(name.toLowerCase());
      now.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
    }
    for (const name of request.remove) now.delete(name.toLowerCase());
  }
  return Object.fromEntries(now);
}

export function accessAnswer(places: Places, answer: AuthorizationAnswer): Access {
  const { verdict, because, httpStatus, dependsOn, points } = answer;
  return {
    verdict,
    because,
    httpStatus,
    dependsOn: [...dependsOn],
    points: points.map((point) => pointAnswer(places, point)),
  };
}

function pointAnswer(places: Places, answer: PointAnswer): Access['points'][number] {
  const { point, decidedBy, withDryRun, token } = answer;
  return {
    title: pointTitle(point),
    kind: point.kind,
    verdict: answer.verdict,
    because: answer.because,
    httpStatus: answer.httpStatus,
    decidedBy: places.orNull(decidedBy?.object ?? null, decidedBy?.path),
    policies: answer.policies.map(({ action, name, verdict, because, isDryRun, object, path }) => ({
      action,
      name,
      verdict,
      because,
      isDryRun,
      place: places.orNull(object, path),
    })),
    token: { kind: token.kind, because: token.because },
    withDryRun: withDryRun === null ? null : { verdict: withDryRun.verdict, because: withDryRun.because },
    skipped: answer.steps.filter(({ kind }) => kind === 'skipped').map((step) => places.step(step)),
  };
}

function pointTitle(point: PointAnswer['point']): string {
  switch (point.kind) {
    case 'sidecar':
      return 'the proxy of the pod';
    case 'ztunnel':
      return 'ztunnel, which reads connections only';
    case 'gateway':
      return 'the gateway';
    case 'waypoint':
      return `waypoint ${point.gateway} in ${point.namespace}`;
  }
}

function encryptionAnswer(places: Places, answer: MtlsAnswer): Encryption {
  const { transport, encrypted, breaks, server, client, steps } = answer;
  return {
    transport,
    encrypted,
    breaks,
    server: server === null ? null : { mode: server.mode, place: places.orNull(server.object, server.path) },
    client: { mode: client.mode, place: places.orNull(client.object, client.path) },
    steps: steps.map((step) => places.step(step)),
  };
}
