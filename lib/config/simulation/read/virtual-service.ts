/**
 * VirtualService as the simulation uses it.
 * https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
import type { CorsPolicy, HeaderOperations, RouteFault } from '@/lib/config/simulation/outcome';
import type { ObjectId, StoredObject } from '@/lib/config/store';
import { readCorsPolicy } from './cors';
import {
  durationAt,
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  percentShareAt,
  textAt,
  textMapAt,
  textsAt,
} from './fields';
import { type ObjectMetadata, readExportTo, readMetadata } from './metadata';
import { type StringMatch, stringMatchAt, stringMatchesAt } from './string-match';

export interface Destination {
  readonly host: string;
  readonly subset: string | null;
  readonly port: number | null;
}

export interface WeightedDestination {
  readonly destination: Destination;
  readonly weight: number;
  readonly headers: HeaderOperations;
}

export interface HttpMatch {
  readonly uri: StringMatch | null;
  readonly ignoreUriCase: boolean;
  readonly scheme: StringMatch | null;
  readonly method: StringMatch | null;
  readonly authority: StringMatch | null;
  readonly headers: readonly (readonly [string, StringMatch])[];
  readonly withoutHeaders: readonly (readonly [string, StringMatch])[];
  readonly queryParams: readonly (readonly [string, StringMatch])[];
  readonly port: number | null;
  readonly sourceLabels: Readonly<Record<string, string>>;
  readonly sourceNamespace: string | null;
  readonly gateways: readonly string[];
}

export interface HttpRedirect {
  readonly uri: string | null;
  /** In place of the matched prefix alone; what follows it stays. */
  readonly prefixRewrite: string | null;
  readonly authority: string | null;
  /** `from-request`: the port on which it arrived. */
  readonly port: number | 'from-request' | null;
  readonly scheme: string | null;
  readonly code: number;
}

export interface HttpRewrite {
  readonly uri: string | null;
  readonly authority: string | null;
  readonly regex: { readonly match: string; readonly rewrite: string } | null;
}

export interface WrittenRetries {
  readonly attempts: number;
  readonly perTryTimeoutSeconds: number | null;
  readonly retryOn: string | null;
}

export interface HttpRoute {
  readonly name: string | null;
  readonly match: readonly HttpMatch[];
  readonly route: readonly WeightedDestination[];
  readonly redirect: HttpRedirect | null;
  readonly directResponse: { readonly status: number; readonly body: string | null } | null;
  readonly rewrite: HttpRewrite | null;
  readonly timeoutSeconds: number | null;
  readonly retries: WrittenRetries | null;
  readonly fault: RouteFault;
  readonly mirrors: readonly { readonly destination: Destination; readonly share: number }[];
  readonly headers: HeaderOperations;
  readonly cors: CorsPolicy | null;
  /** Another VirtualService's rules stand in its place. */
  readonly delegate: { readonly name: string; readonly namespace: string | null } | null;
  /** What is written here, so that a delegate's rule takes the rest from the one that delegates. */
  readonly written: { readonly fault: boolean; readonly mirrors: boolean; readonly headers: boolean };
  /** Where the rule stands when it was taken from a delegate; null = in the VirtualService itself. */
  readonly origin: RouteOrigin | null;
}

export interface RouteOrigin {
  readonly object: ObjectId;
  readonly routeIndex: number;
}

/** An entry of `tcp` or `tls`. */
export interface L4Route {
  readonly match: readonly {
    readonly sniHosts: readonly string[];
    readonly destinationSubnets: readonly string[];
    readonly port: number | null;
    readonly gateways: readonly string[];
    readonly sourceLabels: Readonly<Record<string, string>>;
    readonly sourceNamespace: string | null;
  }[];
  readonly route: readonly WeightedDestination[];
}

export interface VirtualService extends ObjectMetadata {
  readonly hosts: readonly string[];
  /** As written; empty means `mesh`. */
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  readonly http: readonly HttpRoute[];
  readonly tcp: readonly L4Route[];
  readonly tls: readonly L4Route[];
}

export function readVirtualService(object: StoredObject): VirtualService {
  const spec = fieldsAt(object.value, 'spec');
  return {
    ...readMetadata(object),
    hosts: textsAt(spec, 'hosts'),
    gateways: textsAt(spec, 'gateways'),
    exportTo: readExportTo(spec),
    http: fieldsListAt(spec, 'http').map(readHttpRoute),
    tcp: fieldsListAt(spec, 'tcp').map(readL4Route),
    tls: fieldsListAt(spec, 'tls').map(readL4Route),
  };
}

function readHttpRoute(fields: Fields): HttpRoute {
  return {
    name: textAt(fields, 'name'),
    match: fieldsListAt(fields, 'match').map(readHttpMatch),
    route: fieldsListAt(fields, 'route').map(readWeighted),
    redirect: readRedirect(optionalFieldsAt(fields, 'redirect')),
    directResponse: readDirectResponse(optionalFieldsAt(fields, 'directResponse')),
    rewrite: readRewrite(optionalFieldsAt(fields, 'rewrite')),
    timeoutSeconds: durationAt(fields, 'timeout'),
    retries: readRetries(optionalFieldsAt(fields, 'retries')),
    fault: readFault(fieldsAt(fields, 'fault')),
    mirrors: readMirrors(fields),
    headers: readHeaderOperations(fieldsAt(fields, 'headers')),
    cors: readCorsPolicy(optionalFieldsAt(fields, 'corsPolicy')),
    delegate: readDelegate(optionalFieldsAt(fields, 'delegate')),
    written: {
      fault: optionalFieldsAt(fields, 'fault') !== null,
      mirrors: optionalFieldsAt(fields, 'mirror') !== null || Array.isArray(fields.mirrors),
      headers: optionalFieldsAt(fields, 'headers') !== null,
    },
    origin: null,
  };
}

function readDelegate(fields: Fields | null): HttpRoute['delegate'] {
  if (fields === null) return null;
  return { name: textAt(fields, 'name') ?? '', namespace: textAt(fields, 'namespace') };
}

function readHttpMatch(fields: Fields): HttpMatch {
  const lower = (name: string) => name.toLowerCase();
  return {
    uri: stringMatchAt(fields, 'uri'),
    ignoreUriCase: flagAt(fields, 'ignoreUriCase'),
    scheme: stringMatchAt(fields, 'scheme'),
    method: stringMatchAt(fields, 'method'),
    authority: stringMatchAt(fields, 'authority'),
    headers: stringMatchesAt(fields, 'headers', lower),
    withoutHeaders: stringMatchesAt(fields, 'withoutHeaders', lower),
    queryParams: stringMatchesAt(fields, 'queryParams', (name) => name),
    port: numberAt(fields, 'port'),
    sourceLabels: textMapAt(fields, 'sourceLabels'),
    sourceNamespace: textAt(fields, 'sourceNamespace'),
    gateways: textsAt(fields, 'gateways'),
  };
}

function readL4Route(fields: Fields): L4Route {
  return {
    match: fieldsListAt(fields, 'match').map((match) => ({
      sniHosts: textsAt(match, 'sniHosts'),
      destinationSubnets: textsAt(match, 'destinationSubnets'),
      port: numberAt(match, 'port'),
      gateways: textsAt(match, 'gateways'),
      sourceLabels: textMapAt(match, 'sourceLabels'),
      sourceNamespace: textAt(match, 'sourceNamespace'),
    })),
    route: fieldsListAt(fields, 'route').map(readWeighted),
  };
}

export function readDestination(fields: Fields): Destination {
  return {
    host: textAt(fields, 'host') ?? '',
    subset: textAt(fields, 'subset'),
    port: numberAt(fieldsAt(fields, 'port'), 'number'),
  };
}

function readWeighted(fields: Fields): WeightedDestination {
  return {
    destination: readDestination(fieldsAt(fields, 'destination')),
    weight: numberAt(fields, 'weight') ?? 0,
    headers: readHeaderOperations(fieldsAt(fields, 'headers')),
  };
}

function readRedirect(fields: Fields | null): HttpRedirect | null {
  if (fields === null) return null;
  return {
    uri: textAt(fields, 'uri'),
    prefixRewrite: textAt(fields, 'prefixRewrite'),
    authority: textAt(fields, 'authority'),
    port: textAt(fields, 'derivePort') === 'FROM_REQUEST_PORT' ? 'from-request' : numberAt(fields, 'port'),
    scheme: textAt(fields, 'scheme'),
    code: numberAt(fields, 'redirectCode') ?? 301,
  };
}

function readDirectResponse(fields: Fields | null): HttpRoute['directResponse'] {
  if (fields === null) return null;
  const body = fieldsAt(fields, 'body');
  return { status: numberAt(fields, 'status') ?? 200, body: textAt(body, 'string') ?? textAt(body, 'bytes') };
}

function readRewrite(fields: Fields | null): HttpRewrite | null {
  if (fields === null) return null;
  const regex = optionalFieldsAt(fields, 'uriRegexRewrite');
  return {
    uri: textAt(fields, 'uri'),
    authority: textAt(fields, 'authority'),
    regex:
      regex === null
        ? null
        : { match: textAt(regex, 'match') ?? '', rewrite: textAt(regex, 'rewrite') ?? '' },
  };
}

function readRetries(fields: Fields | null): WrittenRetries | null {
  if (fields === null) return null;
  return {
    attempts: numberAt(fields, 'attempts') ?? 0,
    perTryTimeoutSeconds: durationAt(fields, 'perTryTimeout'),
    retryOn: textAt(fields, 'retryOn'),
  };
}

/** A share that is not written is 0: such a fault never happens. A delay without `fixedDelay` is dropped by Istio. */
function readFault(fields: Fields): RouteFault {
  const delay = optionalFieldsAt(fields, 'delay');
  const abort = optionalFieldsAt(fields, 'abort');
  const seconds = delay === null ? null : durationAt(delay, 'fixedDelay');
  return {
    delay:
      delay === null || seconds === null
        ? null
        : { seconds, share: percentShareAt(delay, 'percentage') ?? 0 },
    abort:
      abort === null
        ? null
        : {
            httpStatus: numberAt(abort, 'httpStatus'),
            grpcStatus: textAt(abort, 'grpcStatus'),
            share: percentShareAt(abort, 'percentage') ?? 0,
          },
  };
}

/** `mirror` with `mirrorPercentage` (or the old `mirrorPercent`), else `mirrors`; unset means all requests. */
function readMirrors(fields: Fields): HttpRoute['mirrors'] {
  const single = optionalFieldsAt(fields, 'mirror');
  if (single !== null) {
    const old = numberAt(fields, 'mirrorPercent') ?? numberAt(fields, 'mirror_percent');
    const share = percentShareAt(fields, 'mirrorPercentage') ?? (old === null ? 1 : old / 100);
    return share > 0 ? [{ destination: readDestination(single), share }] : [];
  }
  return fieldsListAt(fields, 'mirrors')
    .map((mirror) => ({
      destination: readDestination(fieldsAt(mirror, 'destination')),
      share: percentShareAt(mirror, 'percentage') ?? 1,
    }))
    .filter((mirror) => mirror.share > 0);
}

function readHeaderOperations(fields: Fields): HeaderOperations {
  const change = (key: string) => {
    const side = fieldsAt(fields, key);
    return { set: textMapAt(side, 'set'), add: textMapAt(side, 'add'), remove: textsAt(side, 'remove') };
  };
  return { request: change('request'), response: change('response') };
}
