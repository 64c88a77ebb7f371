/** Protocols that a port may name. https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/ */
const NAMED = new Set([
  'grpc',
  'grpc-web',
  'http',
  'http2',
  'https',
  'mongo',
  'mysql',
  'redis',
  'tcp',
  'tls',
  'udp',
  'hbone',
]);
const APP = new Set([...NAMED, 'ws', 'wss', 'kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss']);

/** The protocol in a port's name, null when it names none. */
export function namedProtocol(name: string): string | null {
  if (name === 'grpc-web' || name.startsWith('grpc-web-')) return 'grpc-web';
  const [first = ''] = name.split('-');
  return NAMED.has(first) ? first : null;
}

export function isAppProtocol(written: string): boolean {
  return APP.has(written.toLowerCase());
}

export const PROTOCOL_NAMES: readonly string[] = [...NAMED].filter((name) => name !== 'hbone');
