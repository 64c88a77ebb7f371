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
  readonly allowedNamespaces: 'Same' | 'All' | 'Selector';
  readonly namespaceSelector: Readonly<Record<string, string>>;
}

export interface KubernetesGateway extends ObjectMetadata {
  readonly className: string;
  readonly listeners: readonly GatewayListener[];
}

export function readKubernetesGateway(object: StoredObject): KubernetesGateway {
  const spec = fieldsAt(object.value, 'spec');
  return {
    ...readMetadata(object),
    className: textAt(spec, 'gatewayClassName') ?? '',
    listeners: fieldsListAt(spec, 'listeners').map(readListener),
  };
}

function readListener(fields: Fields): GatewayListener {
  const namespaces = fieldsAt(fieldsAt(fields, 'allowedRoutes'), 'namespaces');
  const from = textAt(namespaces, 'from');
  return {
    name: textAt(fields, 'name') ?? '',
    port: numberAt(fields, 'port') ?? 0,
    protocol: (textAt(fields, 'protocol') ?? 'HTTP').toUpperCase(),
    hostname: textAt(fields, 'hostname'),
    allowedNamespaces: from === 'All' || from === 'Selector' ? from : 'Same',
    namespaceSelector: textMapAt(fieldsAt(namespaces, 'selector'), 'matchLabels'),
  };
}
