/** The request that a span tells of, as far as it tells: for asking the configuration about it. Pure. */
import { meshIdentity } from '@/lib/traces/mesh-identity';
import type { Attributes, Span } from '@/lib/traces/model/span';

/** What is not told is null. */
export interface ObservedRequest {
  /** `gateway`: it entered from outside through this proxy. Null = the caller is not known. */
  readonly caller: {
    readonly kind: 'workload' | 'gateway';
    readonly namespace: string;
    readonly name: string;
  } | null;
  readonly host: string;
  readonly port: number | null;
  readonly method: string | null;
  readonly path: string | null;
}

/** Null for spans that tell of no request to a host: those of a server in the mesh, and those inside an application. */
export function requestOfSpan(span: Span): ObservedRequest | null {
  const { peer, proxy, called } = meshIdentity(span);
  const { attributes } = span;
  const caller =
    peer.workload === null || peer.namespace === null
      ? null
      : ({
          kind: proxy === 'gateway' ? 'gateway' : 'workload',
          namespace: peer.namespace,
          name: peer.workload,
        } as const);
  const url = urlOf(attributes);
  if (proxy === 'gateway') {
    const host = url?.hostname ?? hostOf(attributes);
    if (host === null) return null;
    // The port that it came in by is the gateway's own affair; the first that serves the host is taken.
    return { caller, host, port: null, ...requestLine(attributes, url) };
  }
  if (called?.host == null) return null;
  return { caller, host: called.host, port: called.port, ...requestLine(attributes, url) };
}

function requestLine(attributes: Attributes, url: URL | null) {
  const method = textAt(attributes, 'http.method', 'http.request.method');
  const target = textAt(attributes, 'http.target', 'url.path', 'http.path');
  const query = textAt(attributes, 'url.query');
  const path = url !== null ? url.pathname + url.search : target;
  return { method, path: path !== null && url === null && query !== null ? `${path}?${query}` : path };
}

function textAt(attributes: Attributes, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = attributes[name];
    if (typeof value === 'string' && value !== '' && value !== '-') return value;
  }
  return null;
}

function urlOf(attributes: Attributes): URL | null {
  const text = textAt(attributes, 'http.url', 'url.full');
  return text === null ? null : URL.parse(text);
}

function hostOf(attributes: Attributes): string | null {
  const host = textAt(attributes, 'http.host', 'server.address', 'host');
  return host === null ? null : host.replace(/:\d+$/, '');
}
