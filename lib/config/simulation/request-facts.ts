/** A request taken apart once into what matches compare: the parts that Envoy has as headers and query. */
import type { SimulatedRequest } from './request';

export interface RequestFacts {
  /** Without the query string. */
  readonly path: string;
  /** With the leading `?`, empty when there is none. */
  readonly search: string;
  readonly query: ReadonlyMap<string, string>;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly method: string;
  readonly authority: string;
  readonly scheme: string;
  /** The listener's port. */
  readonly port: number;
}

export function requestFacts(request: SimulatedRequest): RequestFacts {
  const mark = request.path.indexOf('?');
  const search = mark < 0 ? '' : request.path.slice(mark);
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) {
    // Envoy compares the first value of a parameter that is repeated.
    if (!query.has(name)) query.set(name, value);
  }
  return {
    path: mark < 0 ? request.path : request.path.slice(0, mark),
    search,
    query,
    headers: new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value])),
    method: request.method,
    authority: request.host,
    scheme: request.scheme === 'https' || request.scheme === 'tls' ? 'https' : 'http',
    port: request.port,
  };
}
