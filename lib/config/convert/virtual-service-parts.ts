/** Filters, time limits and retries of an HTTPRoute's rule in the words of a VirtualService. */
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  textAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import { literalPattern } from './patterns';
import type { PathCase } from './virtual-service-match';

export interface RuleFilters {
  readonly redirect: Fields | null;
  readonly rewrite: Fields | null;
  readonly cors: Fields | null;
  readonly mirrors: readonly Fields[];
}

export function filtersOf(rule: Fields): RuleFilters {
  const filters = fieldsListAt(rule, 'filters');
  const settings = (type: string, key: string) =>
    filters.filter((filter) => textAt(filter, 'type') === type).map((filter) => fieldsAt(filter, key));
  return {
    redirect: settings('RequestRedirect', 'requestRedirect')[0] ?? null,
    rewrite: settings('URLRewrite', 'urlRewrite')[0] ?? null,
    cors: settings('CORS', 'cors')[0] ?? null,
    mirrors: settings('RequestMirror', 'requestMirror'),
  };
}

/** `headers` of a rule or destination; null = none are changed. */
export function headersOf(filters: readonly Fields[]): Fields | null {
  const side = (type: string, key: string) => {
    const found = filters.find((filter) => textAt(filter, 'type') === type);
    const change = found === undefined ? {} : fieldsAt(found, key);
    const pairs = (name: string) => {
      const entries = fieldsListAt(change, name).map((entry) => [entry.name, entry.value]);
      return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) };
    };
    const removed = textsAt(change, 'remove');
    return { ...pairs('set'), ...pairs('add'), ...(removed.length === 0 ? {} : { remove: removed }) };
  };
  const request = side('RequestHeaderModifier', 'requestHeaderModifier');
  const response = side('ResponseHeaderModifier', 'responseHeaderModifier');
  const headers = {
    ...(Object.keys(request).length === 0 ? {} : { request }),
    ...(Object.keys(response).length === 0 ? {} : { response }),
  };
  return Object.keys(headers).length === 0 ? null : headers;
}

/** The new path for one case of a prefix, or the whole new path; null = unchanged. */
function newPath(modifier: Fields, one: PathCase | null): { uri: string; isPrefix: boolean } | null {
  const full = textAt(modifier, 'replaceFullPath');
  if (full !== null) return { uri: full, isPrefix: false };
  const prefix = textAt(modifier, 'replacePrefixMatch');
  if (prefix === null) return null;
  const start = prefix.replace(/\/+$/, '');
  return one?.part === 'below'
    ? { uri: `${start}/`, isPrefix: true }
    : { uri: start || '/', isPrefix: false };
}

export function redirectOf(redirect: Fields, one: PathCase | null): Fields {
  const hostname = textAt(redirect, 'hostname');
  const scheme = textAt(redirect, 'scheme');
  const port = numberAt(redirect, 'port');
  const path = newPath(fieldsAt(redirect, 'path'), one);
  // Without scheme and port callers come back to the listener's own port.
  const derived = scheme === null && port === null ? { derivePort: 'FROM_REQUEST_PORT' } : {};
  return {
    ...(path === null ? {} : path.isPrefix ? { prefixRewrite: path.uri } : { uri: path.uri }),
    ...(hostname === null ? {} : { authority: hostname }),
    ...(port === null ? derived : { port }),
    ...(scheme === null ? {} : { scheme }),
    redirectCode: numberAt(redirect, 'statusCode') ?? 302,
  };
}

export function rewriteOf(rewrite: Fields, one: PathCase | null): Fields {
  const hostname = textAt(rewrite, 'hostname');
  const path = rewrittenPath(fieldsAt(rewrite, 'path'), one);
  return { ...path, ...(hostname === null ? {} : { authority: hostname }) };
}

/** A VirtualService replaces the prefix where it matches by prefix, so the whole path is replaced by pattern there. */
function rewrittenPath(modifier: Fields, one: PathCase | null): Fields {
  const path = newPath(modifier, one);
  if (path === null) return {};
  if (path.isPrefix || one?.part !== 'below') return { uri: path.uri };
  return { uriRegexRewrite: { match: '^/.*$', rewrite: path.uri.replaceAll('\\', '\\\\') } };
}

const CONNECTION = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled'];

/** `defaultAttempts`: what the mesh tries where nothing is written. Null = the mesh's own policy. */
export function retriesOf(rule: Fields, defaultAttempts: number): Fields | null {
  const retry = optionalFieldsAt(rule, 'retry');
  const perTryTimeout = textAt(fieldsAt(rule, 'timeouts'), 'backendRequest');
  if (retry === null && perTryTimeout === null) return null;
  const codes = Array.isArray(retry?.codes) ? retry.codes.map(String) : [];
  const backoff = retry === null ? null : textAt(retry, 'backoff');
  return {
    attempts: (retry === null ? null : numberAt(retry, 'attempts')) ?? defaultAttempts,
    ...(perTryTimeout === null ? {} : { perTryTimeout }),
    ...(retry === null ? {} : { retryOn: [...codes, ...CONNECTION].join(',') }),
    ...(backoff === null ? {} : { backoff }),
  };
}

export function corsPolicyOf(cors: Fields): Fields {
  const origins = textsAt(cors, 'allowOrigins').map((origin) => {
    if (origin === '*') return { regex: '.*' };
    if (!origin.includes('*')) return { exact: origin };
    return { regex: origin.split('*').map(literalPattern).join('.*') };
  });
  const maxAge = numberAt(cors, 'maxAge');
  const list = (key: string) => {
    const entries = textsAt(cors, key);
    return entries.length === 0 ? {} : { [key]: entries };
  };
  return {
    ...(origins.length === 0 ? {} : { allowOrigins: origins }),
    ...list('allowMethods'),
    ...list('allowHeaders'),
    ...list('exposeHeaders'),
    ...(flagAt(cors, 'allowCredentials') ? { allowCredentials: true } : {}),
    ...(maxAge === null ? {} : { maxAge: `${maxAge}s` }),
  };
}
