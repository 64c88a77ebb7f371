/** A request taken apart once into what matches compare: the parts that Envoy has as headers and query. */
import { requestHost } from './host-names';
import type { SimulatedRequest } from './request';

export interface RequestFacts {
  /** Without the query string. */
  readonly path: string;
  /** With the leading `?`, empty when there is none. */
  readonly search: string;
  readonly query: ReadonlyMap<string, string>;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** Of an accepted token; null where none was. */
  readonly claims: Readonly<Record<string, unknown>> | null;
  readonly method: string;
  readonly authority: string;
  readonly scheme: string;
  /** The listener's port. */
  readonly port: number;
  /** Lower case, without port. */
  readonly sni: string;
}

export function requestFacts(request: SimulatedRequest): RequestFacts {
  const mark = request.path.indexOf('?');
  const search = mark < 0 ? '' : request.path.slice(mark);
  return {
    path: mark < 0 ? request.path : request.path.slice(0, mark),
    search,
    query: search.length > 1 ? readQuery(search) : NO_VALUES,
    headers: readHeaders(request.headers),
    claims: request.claims ?? null,
    method: request.method,
    authority: request.host,
    scheme: request.scheme === 'https' || request.scheme === 'tls' ? 'https' : 'http',
    port: request.port,
    sni: requestHost(request.sni ?? request.host),
  };
}

const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** As written: Envoy does not decode `%20` or `+` before it compares. */
function readQuery(search: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const part of search.slice(1).split('&')) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    // Envoy compares the first value of a parameter that is repeated.
    if (name !== '' && !query.has(name)) query.set(name, equals < 0 ? '' : part.slice(equals + 1));
  }
  return query;
}

function readHeaders(headers: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const names = Object.keys(headers);
  if (names.length === 0) return NO_VALUES;
  return new Map(names.map((name) => [name.toLowerCase(), headers[name] ?? '']));
}
