/**
 * Routes of the Gateway API as the simulation uses them: HTTPRoute, GRPCRoute (as the HTTP that it is), and TLSRoute,
 * TCPRoute and UDPRoute, whose rules have backends only. https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 */
import type { CorsPolicy, HeaderChange, HeaderOperations } from '@/lib/config/simulation/outcome';
import type { StoredObject } from '@/lib/config/store';
import { readCorsFilter } from './cors';
import {
  durationAt,
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textsAt,
} from './fields';
import { readGrpcPath } from './grpc-match';
import { type ObjectMetadata, readMetadata } from './metadata';

export interface ParentReference {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly sectionName: string | null;
  readonly port: number | null;
}

export interface NamedMatch {
  readonly name: string;
  readonly type: 'Exact' | 'RegularExpression';
  readonly value: string;
}

export interface GatewayMatch {
  readonly path: { readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value: string };
  readonly headers: readonly NamedMatch[];
  readonly queryParams: readonly NamedMatch[];
  readonly method: string | null;
}

export interface BackendReference {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | null;
  readonly weight: number;
  readonly headers: HeaderOperations;
}

export interface GatewayRedirect {
  readonly scheme: string | null;
  readonly hostname: string | null;
  readonly port: number | null;
  readonly path: PathModifier | null;
  readonly status: number;
}

export type PathModifier =
  | { readonly kind: 'full'; readonly value: string }
  | { readonly kind: 'prefix'; readonly value: string };

export interface GatewayRule {
  readonly name: string | null;
  readonly matches: readonly GatewayMatch[];
  /** False: nothing is written, and `matches` holds the one that takes everything. */
  readonly hasMatches: boolean;
  readonly backends: readonly BackendReference[];
  readonly redirect: GatewayRedirect | null;
  readonly rewrite: { readonly hostname: string | null; readonly path: PathModifier | null } | null;
  readonly mirrors: readonly { readonly backend: BackendReference; readonly share: number }[];
  readonly headers: HeaderOperations;
  readonly timeoutSeconds: number | null;
  readonly backendTimeoutSeconds: number | null;
  readonly cors: CorsPolicy | null;
  /** Null = nothing written, Istio's default retries. */
  readonly retry: { readonly attempts: number; readonly codes: readonly number[] } | null;
}

export interface GatewayRoute extends ObjectMetadata {
  readonly parents: readonly ParentReference[];
  readonly hostnames: readonly string[];
  readonly rules: readonly GatewayRule[];
}

export function readHttpRoute(object: StoredObject): GatewayRoute {
  const metadata = readMetadata(object);
  const spec = fieldsAt(object.value, 'spec');
  return {
    ...metadata,
    parents: fieldsListAt(spec, 'parentRefs').map((parent) => readParent(parent, metadata.namespace)),
    hostnames: textsAt(spec, 'hostnames'),
    rules: fieldsListAt(spec, 'rules').map((rule) => readRule(rule, metadata.namespace, object.id.kind)),
  };
}

function readParent(fields: Fields, namespace: string): ParentReference {
  return {
    group: textAt(fields, 'group') ?? 'gateway.networking.k8s.io',
    kind: textAt(fields, 'kind') ?? 'Gateway',
    namespace: textAt(fields, 'namespace') ?? namespace,
    name: textAt(fields, 'name') ?? '',
    sectionName: textAt(fields, 'sectionName'),
    port: numberAt(fields, 'port'),
  };
}

function readRule(fields: Fields, namespace: string, kind: string): GatewayRule {
  const filters = fieldsListAt(fields, 'filters');
  const filter = (type: string, key: string) =>
    filters.filter((entry) => textAt(entry, 'type') === type).map((entry) => fieldsAt(entry, key));
  const timeouts = fieldsAt(fields, 'timeouts');
  const matches = fieldsListAt(fields, 'matches').map(kind === 'GRPCRoute' ? readGrpcMatch : readMatch);
  const cors = filter('CORS', 'cors')[0];
  const retry = optionalFieldsAt(fields, 'retry');
  const redirect = filter('RequestRedirect', 'requestRedirect')[0];
  const rewrite = filter('URLRewrite', 'urlRewrite')[0];
  return {
    name: textAt(fields, 'name'),
    // No match is the same as one PathPrefix "/".
    matches: matches.length > 0 ? matches : [readMatch({})],
    hasMatches: matches.length > 0,
    backends: fieldsListAt(fields, 'backendRefs').map((backend) => readBackend(backend, namespace)),
    redirect: redirect === undefined ? null : readRedirect(redirect),
    rewrite:
      rewrite === undefined
        ? null
        : {
            hostname: textAt(rewrite, 'hostname'),
            path: readPathModifier(optionalFieldsAt(rewrite, 'path')),
          },
    mirrors: filter('RequestMirror', 'requestMirror').map((mirror) => readMirror(mirror, namespace)),
    headers: readFilterHeaders(filters),
    timeoutSeconds: durationAt(timeouts, 'request'),
    backendTimeoutSeconds: durationAt(timeouts, 'backendRequest'),
    cors: cors === undefined ? null : readCorsFilter(cors),
    retry:
      retry === null
        ? null
        : {
            // Istio's choice where the Gateway API leaves it open (conversion.go, convertHTTPRoute).
            attempts: numberAt(retry, 'attempts') ?? 2,
            codes: Array.isArray(retry.codes) ? retry.codes.filter((code) => typeof code === 'number') : [],
          },
  };
}

function readMatch(fields: Fields): GatewayMatch {
  const path = fieldsAt(fields, 'path');
  const type = textAt(path, 'type');
  return {
    path: {
      type: type === 'Exact' || type === 'RegularExpression' ? type : 'PathPrefix',
      value: textAt(path, 'value') ?? '/',
    },
    headers: readNamed(fields, 'headers', (name) => name.toLowerCase()),
    queryParams: readNamed(fields, 'queryParams', (name) => name),
    method: textAt(fields, 'method'),
  };
}

function readGrpcMatch(fields: Fields): GatewayMatch {
  return { ...readMatch({ headers: fields.headers }), path: readGrpcPath(fields) };
}

/** Of several entries with equivalent names only the first counts (Gateway API, HTTPHeaderMatch). */
function readNamed(fields: Fields, key: string, named: (written: string) => string): readonly NamedMatch[] {
  const byName = new Map<string, NamedMatch>();
  for (const entry of fieldsListAt(fields, key)) {
    const name = named(textAt(entry, 'name') ?? '');
    if (byName.has(name)) continue;
    const type = textAt(entry, 'type') === 'RegularExpression' ? 'RegularExpression' : 'Exact';
    byName.set(name, { name, type, value: textAt(entry, 'value') ?? '' });
  }
  return [...byName.values()];
}

function readBackend(fields: Fields, namespace: string): BackendReference {
  return {
    group: textAt(fields, 'group') ?? '',
    kind: textAt(fields, 'kind') ?? 'Service',
    namespace: textAt(fields, 'namespace') ?? namespace,
    name: textAt(fields, 'name') ?? '',
    port: numberAt(fields, 'port'),
    weight: numberAt(fields, 'weight') ?? 1,
    headers: readFilterHeaders(fieldsListAt(fields, 'filters')),
  };
}

function readMirror(fields: Fields, namespace: string): GatewayRule['mirrors'][number] {
  const percent = numberAt(fields, 'percent');
  const fraction = optionalFieldsAt(fields, 'fraction');
  const share =
    percent !== null
      ? percent / 100
      : fraction !== null
        ? (numberAt(fraction, 'numerator') ?? 0) / (numberAt(fraction, 'denominator') ?? 100)
        : 1;
  return { backend: readBackend(fieldsAt(fields, 'backendRef'), namespace), share };
}

function readRedirect(fields: Fields): GatewayRedirect {
  return {
    scheme: textAt(fields, 'scheme'),
    hostname: textAt(fields, 'hostname'),
    port: numberAt(fields, 'port'),
    path: readPathModifier(optionalFieldsAt(fields, 'path')),
    status: numberAt(fields, 'statusCode') ?? 302,
  };
}

function readPathModifier(fields: Fields | null): PathModifier | null {
  if (fields === null) return null;
  const full = textAt(fields, 'replaceFullPath');
  if (full !== null) return { kind: 'full', value: full };
  const prefix = textAt(fields, 'replacePrefixMatch');
  return prefix === null ? null : { kind: 'prefix', value: prefix };
}

function readFilterHeaders(filters: readonly Fields[]): HeaderOperations {
  return {
    request: readHeaderChange(filters, 'RequestHeaderModifier', 'requestHeaderModifier'),
    response: readHeaderChange(filters, 'ResponseHeaderModifier', 'responseHeaderModifier'),
  };
}

function readHeaderChange(filters: readonly Fields[], type: string, key: string): HeaderChange {
  const found = filters.find((entry) => textAt(entry, 'type') === type);
  const change = found === undefined ? {} : fieldsAt(found, key);
  const pairs = (name: string) =>
    Object.fromEntries(
      fieldsListAt(change, name).map((entry) => [textAt(entry, 'name') ?? '', textAt(entry, 'value') ?? '']),
    );
  return { set: pairs('set'), add: pairs('add'), remove: textsAt(change, 'remove') };
}
