/** Ports of gateways, entries and sidecars. */
import { z } from 'zod';
import { field } from '@/lib/config/model/field';
import { portNumber } from '@/lib/config/model/field-types';
import { textWith } from './host-fields';

const PROTOCOLS = [
  'HTTP',
  'HTTPS',
  'HTTP2',
  'GRPC',
  'GRPC-WEB',
  'TLS',
  'TCP',
  'UDP',
  'MONGO',
  'MYSQL',
  'REDIS',
  'HBONE',
  'DOUBLE-HBONE',
] as const;

const MEANING = {
  HTTP: 'plain HTTP/1.1 or HTTP/2 without encryption',
  HTTPS: 'HTTP inside TLS',
  HTTP2: 'plain HTTP/2',
  GRPC: 'plain gRPC',
  'GRPC-WEB': 'gRPC for browsers',
  TLS: 'anything inside TLS',
  TCP: 'anything',
  UDP: 'datagrams, which the proxy does not handle',
  MONGO: 'MongoDB',
  MYSQL: 'MySQL, where it is switched on',
  REDIS: 'Redis, where it is switched on',
  HBONE: 'tunnels of the ambient mesh',
  'DOUBLE-HBONE': 'tunnels between clusters of the ambient mesh',
};

const protocolText = textWith('PER0036', (text) =>
  text === '' || (PROTOCOLS as readonly string[]).includes(text.toUpperCase())
    ? null
    : `"${text}" is none of ${PROTOCOLS.join(', ')}`,
);

export const protocol = () => field(protocolText, 'What is spoken on the port.', { values: MEANING });

/** `targetPort` is kept by the API for old texts. */
export const deprecatedTargetPort = () =>
  field(portNumber, 'Port of the pods.', { deprecated: 'it has no effect here' }).optional();

/** HTTP of some kind, in plain text. */
export function isPlainHttp(written: string): boolean {
  return ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'].includes(written.toUpperCase());
}

export function isEncrypted(written: string): boolean {
  return ['HTTPS', 'TLS'].includes(written.toUpperCase());
}

/** Protocols that carry a host or server name, by which several hosts on one port are told apart. */
export function namesItsHost(written: string): boolean {
  return isPlainHttp(written) || isEncrypted(written);
}

export const portName = () => z.string().min(1).max(256);
