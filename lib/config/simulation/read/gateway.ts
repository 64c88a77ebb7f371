/**
 * Gateways of both APIs as the simulation uses them.
 * https://istio.io/latest/docs/reference/config/networking/gateway/ and
 * https://gateway-api.sigs.k8s.io/reference/spec/#gateway
 */
import type { StoredObject } from '@/lib/config/store';
import { type Fields, fieldsAt, fieldsListAt, flagAt, numberAt, textAt, textMapAt, textsAt } from './fields';
import { type ObjectMetadata, readMetadata } from './metadata';

export interface GatewayServer {
  readonly port: number;
  /** Upper case as written: HTTP, HTTPS, HTTP2, GRPC, TLS, TCP, MONGO. */
  readonly protocol: string;
  /** `namespace/host`, `./host` or just the host. */
  readonly hosts: readonly string[];
  readonly httpsRedirect: boolean;
  readonly tlsMode: string | null;
}

export interface IstioGateway extends ObjectMetadata {
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly GatewayServer[];
}

export function readIstioGateway(object: StoredObject): IstioGateway {
  const spec = fieldsAt(object.value, 'spec');
  return {
    ...readMetadata(object),
    selector: textMapAt(spec, 'selector'),
    servers: fieldsListAt(spec, 'servers').map(readServer),
  };
}

function readServer(fields: Fields): GatewayServer {
  const port = fieldsAt(fields, 'port');
  const tls = fieldsAt(fields, 'tls');
  return {
    port: numberAt(port, 'number') ?? 0,
    protocol: (textAt(port, 'protocol') ?? 'TCP').toUpperCase(),
    hosts: textsAt(fields, 'hosts'),
    httpsRedirect: flagAt(tls, 'httpsRedirect'),
    tlsMode: textAt(tls, 'mode'),
  };
}

export interface GatewayListener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  /** Null = every host. */
  readonly hostname: string | null;
  readonly allowedNamespaces: 'Same' | 'All' | 'Selector' | 'None';
  readonly namespaceSelector: Readonly<Record<string, string>>;
  readonly namespaceExpressions: readonly LabelExpression[];
  /** Route kinds that may attach; empty = those of the protocol. */
  readonly allowedKinds: readonly string[];
  /** `Terminate` or `Passthrough`. */
  readonly tlsMode: string | null;
  /** Place in `spec.listeners` of the object that has it. */
  readonly index: number;
}

export interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface KubernetesGateway extends ObjectMetadata {
  readonly className: string;
  readonly listeners: readonly GatewayListener[];
  /** Services whose pods serve it, by host as written (`addresses` of type Hostname); empty = Istio deploys a proxy. */
  readonly serviceHosts: readonly string[];
  /** Whose ListenerSets may add listeners; default nobody's. */
  readonly allowedListenerSets: Pick<
    GatewayListener,
    'allowedNamespaces' | 'namespaceSelector' | 'namespaceExpressions'
  >;
}

/** Listeners that are added to a Gateway from elsewhere. */
export interface ListenerSet extends ObjectMetadata {
  readonly gateway: { readonly namespace: string; readonly name: string };
  readonly listeners: readonly GatewayListener[];
}

export function readListenerSet(object: StoredObject): ListenerSet {
  const metadata = readMetadata(object);
  const spec = fieldsAt(object.value, 'spec');
  const parent = fieldsAt(spec, 'parentRef');
  return {
    ...metadata,
    gateway: {
      namespace: textAt(parent, 'namespace') ?? metadata.namespace,
      name: textAt(parent, 'name') ?? '',
    },
    listeners: fieldsListAt(spec, 'listeners').map(readListener),
  };
}

export function readKubernetesGateway(object: StoredObject): KubernetesGateway {
  const spec = fieldsAt(object.value, 'spec');
  return {
    ...readMetadata(object),
    className: textAt(spec, 'gatewayClassName') ?? '',
    listeners: fieldsListAt(spec, 'listeners').map(readListener),
    serviceHosts: fieldsListAt(spec, 'addresses')
      .filter((address) => textAt(address, 'type') === 'Hostname')
      .map((address) => textAt(address, 'value') ?? ''),
    allowedListenerSets: readAllowed(fieldsAt(fieldsAt(spec, 'allowedListeners'), 'namespaces'), 'None'),
  };
}

function readAllowed(namespaces: Fields, otherwise: GatewayListener['allowedNamespaces']) {
  const from = textAt(namespaces, 'from');
  const selector = fieldsAt(namespaces, 'selector');
  const allowedNamespaces: GatewayListener['allowedNamespaces'] =
    from === 'All' || from === 'Selector' || from === 'None' || from === 'Same' ? from : otherwise;
  return {
    allowedNamespaces,
    namespaceSelector: textMapAt(selector, 'matchLabels'),
    namespaceExpressions: fieldsListAt(selector, 'matchExpressions').map((entry) => ({
      key: textAt(entry, 'key') ?? '',
      operator: textAt(entry, 'operator') ?? '',
      values: textsAt(entry, 'values'),
    })),
  };
}

function readListener(fields: Fields, index: number): GatewayListener {
  const allowed = fieldsAt(fields, 'allowedRoutes');
  return {
    ...readAllowed(fieldsAt(allowed, 'namespaces'), 'Same'),
    allowedKinds: fieldsListAt(allowed, 'kinds').map((kind) => textAt(kind, 'kind') ?? ''),
    tlsMode: textAt(fieldsAt(fields, 'tls'), 'mode'),
    index,
    name: textAt(fields, 'name') ?? '',
    port: numberAt(fields, 'port') ?? 0,
    protocol: (textAt(fields, 'protocol') ?? 'HTTP').toUpperCase(),
    hostname: textAt(fields, 'hostname'),
  };
}
