/**
 * Which hosts and origins are us. Never taken from `request.url`: Next fills in its own host there.
 */
import 'server-only';
import type { Environment } from '@/lib/environment';
import { isLoopbackName } from './loopback';

/** `host:port` of a `Host` header, or null for what is none. */
function parseHost(header: string | null): { readonly name: string; readonly full: string } | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i.exec(header ?? '');
  const name = match?.[1]?.toLowerCase();
  return name === undefined ? null : { name, full: (header ?? '').toLowerCase() };
}

/**
 * Whether a `Host` header names us: a loopback name with any port (port-forwards choose their own), or the host of
 * PERIPLUS_PUBLIC_URL. Anything else is a page that made its own name point to us (DNS rebinding).
 */
export function isOwnHost(header: string | null, environment: Pick<Environment, 'publicUrl'>): boolean {
  const host = parseHost(header);
  if (host === null) return false;
  return isLoopbackName(host.name) || isPublicHost(host.full, environment);
}

/** Whether an `Origin` header is the very origin that the request was sent to. */
export function isOwnOrigin(
  origin: string | null,
  hostHeader: string | null,
  environment: Pick<Environment, 'publicUrl'>,
): boolean {
  const host = parseHost(hostHeader);
  if (origin === null || host === null) return false;
  if (isPublicHost(host.full, environment)) return origin === environment.publicUrl?.origin;
  // A TLS proxy on the same loopback port is still the one server that can listen there.
  return isLoopbackName(host.name) && (origin === `http://${host.full}` || origin === `https://${host.full}`);
}

/** Whether the browser reached us by https, so that cookies can be Secure. */
export function isSecure(headers: Headers, environment: Pick<Environment, 'publicUrl'>): boolean {
  const host = parseHost(headers.get('host'));
  if (host !== null && isPublicHost(host.full, environment))
    return environment.publicUrl?.protocol === 'https:';
  return headers.get('origin')?.startsWith('https://') ?? false;
}

/** The path below which everything is served: that of PERIPLUS_PUBLIC_URL, `''` at the root. */
export function ownPath({ publicUrl }: Pick<Environment, 'publicUrl'>): string {
  return publicUrl?.pathname.replace(/\/$/, '') ?? '';
}

/** Where the browser of a request finds us: the origin, and the path below which we are served. */
export function ownAddress(headers: Headers, environment: Pick<Environment, 'publicUrl'>): string {
  return ownOrigin(headers, environment) + ownPath(environment);
}

/** The origin under which the browser of a request reached us. Only for requests whose `Host` is ours. */
export function ownOrigin(headers: Headers, environment: Pick<Environment, 'publicUrl'>): string {
  const host = parseHost(headers.get('host'));
  if (host === null) throw new Error('The request names no host.');
  if (isPublicHost(host.full, environment)) return environment.publicUrl?.origin ?? '';
  return `${isSecure(headers, environment) ? 'https' : 'http'}://${host.full}`;
}

function isPublicHost(host: string, environment: Pick<Environment, 'publicUrl'>): boolean {
  const { publicUrl } = environment;
  if (publicUrl === null) return false;
  const defaultPort = publicUrl.protocol === 'https:' ? '443' : '80';
  return host === publicUrl.host || host === `${publicUrl.host}:${defaultPort}`;
}
