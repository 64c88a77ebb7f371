/**
 * Whether the way between a client and a server is encrypted, by whose rule, and where the two do not fit.
 * Pure. Server: PeerAuthentication; client: DestinationRule TLS, else automatic mTLS
 * (https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/); ambient: HBONE.
 */

import type { ObjectId } from '@/lib/config/store';
import { waypointOfService } from './access/waypoint-of';
import { containerPort } from './container-port';
import { type DataPlane, dataPlaneOf } from './data-plane';
import { appliedRule, effectiveLimits, tlsPlace } from './destination-rule-lookup';
import type { MeshView } from './mesh-view';
import { type ServerMode, serverMode, serverPolicies, ztunnelMode } from './mtls/server-mode';
import type { MeshService } from './read/service';
import type { MeshWorkload } from './read/workload';
import { type ReasonStep, Reasons, type StepPath } from './reasons';
import { servicePort } from './service-lookup';
import { workloadsBehind } from './service-workloads';

/**
 * `tls`: the client's proxy starts TLS of its own (SIMPLE, MUTUAL). `application-tls`: the application encrypts, the
 * proxy passes it on. `hbone`: mTLS tunnel of ambient mode.
 */
export type Transport = 'mtls' | 'hbone' | 'tls' | 'application-tls' | 'plaintext';

export interface MtlsClient {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly plane: DataPlane;
}

export interface ClientMode {
  /** As written in a DestinationRule; `auto`: automatic mTLS decides; `none`: a client without a proxy, or ztunnel. */
  readonly mode: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | 'auto' | 'none';
  readonly object: ObjectId | null;
  readonly path: StepPath;
}

export interface MtlsAnswer {
  readonly transport: Transport;
  readonly encrypted: boolean;
  /** Why connections fail, as a sentence; null = they work. */
  readonly breaks: string | null;
  /** Null: the server is outside the mesh, has no proxy, or is a gateway. */
  readonly server: ServerMode | null;
  readonly client: ClientMode;
  readonly steps: readonly ReasonStep[];
}

export interface MtlsQuestion {
  readonly client: MtlsClient;
  readonly service: MeshService;
  /** The Service's port. */
  readonly port: number;
  readonly subset?: string;
  /** One of the workloads behind the service; null = none is known (a host outside the mesh). */
  readonly server: MeshWorkload | null;
}

/** With the reasoning, step by step. */
export function simulateMtls(view: MeshView, question: MtlsQuestion): MtlsAnswer {
  const reasons = new Reasons();
  return { ...decideMtls(view, question, reasons), steps: reasons.steps };
}

/** The same without steps, for many pairs at once. */
export function decideMtls(view: MeshView, question: MtlsQuestion, reasons?: Reasons): MtlsAnswer {
  const server = serverSide(view, question, reasons);
  const client = clientSide(view, question, reasons);
  const transport = usedTransport(view, question, client, server);
  const breaks = whyBroken(question, transport, client, server);
  const encrypted = transport !== 'plaintext';
  if (breaks !== null) reasons?.chosen(breaks, client.object ?? server.mode?.object ?? null);
  else reasons?.chosen(RESULT[transport], null);
  return { transport, encrypted, breaks, server: server.mode, client, steps: reasons?.steps ?? [] };
}

const RESULT: Readonly<Record<Transport, string>> = {
  mtls: 'The two proxies speak mutual TLS.',
  hbone: 'The connection goes through an HBONE tunnel with mutual TLS.',
  tls: "The client's proxy starts TLS of its own.",
  'application-tls': 'The application encrypts; the proxy passes it on as it is.',
  plaintext: 'The connection is not encrypted.',
};

interface ServerSide {
  readonly plane: DataPlane;
  readonly mode: ServerMode | null;
}

function serverSide(view: MeshView, question: MtlsQuestion, reasons?: Reasons): ServerSide {
  const { server, service } = question;
  if (server === null) return { plane: 'none', mode: null };
  const plane = dataPlaneOf(view, server);
  if (plane === 'none') return { plane, mode: null };
  if (plane === 'gateway' || plane === 'waypoint') {
    reasons?.considered(
      'A gateway takes what its Gateway object says; PeerAuthentications do not reach it.',
      null,
    );
    return { plane, mode: null };
  }
  const policies = serverPolicies(view, server.namespace, server.labels, reasons);
  const port = containerPort(service, question.port, server) ?? question.port;
  const mode =
    plane === 'ambient' ? ztunnelMode(policies, port, reasons) : serverMode(policies, port, reasons);
  return { plane, mode };
}

const NO_CLIENT: ClientMode = { mode: 'none', object: null, path: [] };

function clientSide(view: MeshView, question: MtlsQuestion, reasons?: Reasons): ClientMode {
  const { client, service, port } = question;
  if (client.plane === 'none') {
    reasons?.considered('The client has no proxy, so it sends what its application sends.', null);
    return NO_CLIENT;
  }
  if (client.plane === 'ambient') {
    reasons?.considered("The client's ztunnel carries it; ztunnel takes no DestinationRule.", null);
    return NO_CLIENT;
  }
  const applied = appliedRule(view, client, service, reasons);
  const subset = applied?.subsets.find((candidate) => candidate.name === question.subset) ?? null;
  const { tlsMode } = effectiveLimits(applied, subset, port);
  const place = tlsPlace(applied, subset, port);
  if (tlsMode === 'DISABLE' || tlsMode === 'SIMPLE' || tlsMode === 'MUTUAL' || tlsMode === 'ISTIO_MUTUAL') {
    reasons?.chosen(`Its TLS mode is ${tlsMode}.`, place?.object ?? null, place?.path);
    return { mode: tlsMode, object: place?.object ?? null, path: place?.path ?? [] };
  }
  if (!view.settings.enableAutoMtls) {
    reasons?.considered(
      'Automatic mTLS is switched off for the mesh, so nothing is encrypted by default.',
      null,
    );
    return { mode: 'DISABLE', object: null, path: [] };
  }
  reasons?.considered('No TLS mode is written, so automatic mTLS decides.', null);
  return { mode: 'auto', object: null, path: [] };
}

function usedTransport(
  view: MeshView,
  question: MtlsQuestion,
  client: ClientMode,
  server: ServerSide,
): Transport {
  const { service, port } = question;
  const asSent: Transport = servicePort(service, port)?.protocol === 'tls' ? 'application-tls' : 'plaintext';
  switch (client.mode) {
    case 'DISABLE':
      return asSent;
    case 'SIMPLE':
    case 'MUTUAL':
      return 'tls';
    case 'ISTIO_MUTUAL':
      return server.plane === 'ambient' ? 'hbone' : 'mtls';
    case 'auto':
      if (service.external || server.mode === null) return asSent;
      if (server.plane === 'ambient' || server.plane === 'waypoint') return 'hbone';
      if (server.mode.mode === 'DISABLE') return asSent;
      return isDirect(service) && !allHaveProxies(view, service) ? asSent : 'mtls';
    case 'none':
      return question.client.plane === 'ambient' ? ztunnelTransport(view, question, server, asSent) : asSent;
  }
}

/** To a waypoint, to another ztunnel and to sidecars the tunnel is used; to anything else nothing is changed. */
function ztunnelTransport(
  view: MeshView,
  question: MtlsQuestion,
  server: ServerSide,
  asSent: Transport,
): Transport {
  if (waypointOfService(view, question.service) !== null) return 'hbone';
  return server.plane === 'none' || server.plane === 'gateway' ? asSent : 'hbone';
}

/** Callers pick the address themselves, so that one mode must do for all of them. */
function isDirect(service: MeshService): boolean {
  return service.headless || service.resolution === 'NONE';
}

function allHaveProxies(view: MeshView, service: MeshService): boolean {
  return workloadsBehind(view, service).every((workload) => dataPlaneOf(view, workload) !== 'none');
}

function whyBroken(
  question: MtlsQuestion,
  transport: Transport,
  client: ClientMode,
  server: ServerSide,
): string | null {
  const { service } = question;
  if (server.mode === null) {
    return client.mode === 'ISTIO_MUTUAL' && server.plane === 'none'
      ? `The client's proxy offers a certificate of the mesh (ISTIO_MUTUAL), but ${service.host} has no proxy that knows it: the handshake fails.`
      : null;
  }
  const speaksMesh = transport === 'mtls' || transport === 'hbone';
  if (server.mode.mode === 'STRICT' && !speaksMesh) {
    const why =
      question.client.plane === 'none'
        ? 'the client has no proxy'
        : client.mode === 'auto'
          ? 'not every endpoint of the service has a proxy'
          : client.object === null
            ? 'automatic mTLS is switched off'
            : `its DestinationRule says ${client.mode}`;
    return `The server demands mutual TLS (STRICT), but ${why}: the connection is reset.`;
  }
  if (server.mode.mode === 'DISABLE' && transport === 'mtls') {
    return "The server's proxy does not take mutual TLS (DISABLE), but the client's DestinationRule demands it (ISTIO_MUTUAL): the handshake fails.";
  }
  return null;
}
