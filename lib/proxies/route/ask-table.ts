/** What a proxy's route table does with one request: Envoy's own order, over its own dump. Pure. */
import { clusterLabel } from '@/lib/proxies/cluster-name';
import type { RouteQuestion, TableVerdict } from '@/lib/proxies/contract';
import { at, type Fields, isRecord, listAt, numberAt, textAt } from '@/lib/proxies/dump/fields';
import { originOf } from '@/lib/proxies/origin';
import { matchesString, matchesValue, matchesWhole } from './string-match';
import { virtualHostFor } from './virtual-host';

/** A route configuration with its virtual hosts in place. */
export interface RouteTable {
  readonly name: string;
  readonly virtualHosts: readonly unknown[];
}

export function askTable(table: RouteTable | null, question: RouteQuestion): TableVerdict {
  if (table === null) {
    return verdict('no-table', `The proxy has no route table for port ${question.port}.`, {});
  }
  const host = virtualHostFor(table.virtualHosts, question.host, question.port);
  const known = { routeConfig: table.name, virtualHost: textAt(host, 'name') };
  if (host === null) {
    return verdict(
      'not-found',
      `No virtual host of table ${table.name} is named ${question.host}: 404.`,
      known,
    );
  }
  const notes: string[] = [];
  for (const [index, route] of listAt(host, 'routes').entries()) {
    const matched = matchesRoute(
      at(route, 'match'),
      { ...question, scheme: table.name.startsWith('https.') ? 'https' : 'http' },
      notes,
      textAt(route, 'name') ?? `route ${index + 1}`,
    );
    if (matched) return { ...ofRoute(route), ...known, routeIndex: index, notes };
  }
  return verdict('not-found', `No route of ${known.virtualHost} fits the request: 404.`, { ...known, notes });
}

function verdict(kind: TableVerdict['kind'], sentence: string, more: Partial<TableVerdict>): TableVerdict {
  return {
    kind,
    sentence,
    routeConfig: null,
    virtualHost: null,
    routeIndex: null,
    routeName: null,
    clusters: [],
    timeoutSeconds: null,
    httpStatus: kind === 'not-found' ? 404 : null,
    from: null,
    notes: [],
    ...more,
  };
}

/** envoy/config/route/v3/route_components.proto, RedirectResponseCode. */
const REDIRECTS: Readonly<Record<string, number>> = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
};

function ofRoute(route: unknown): TableVerdict {
  const common = { routeName: textAt(route, 'name'), from: originOf(route) };
  if (isRecord(at(route).redirect)) {
    const code = textAt(route, 'redirect', 'response_code') ?? 'MOVED_PERMANENTLY';
    const httpStatus = REDIRECTS[code] ?? null;
    return verdict('redirect', `It is redirected (${httpStatus ?? code}).`, { ...common, httpStatus });
  }
  if (isRecord(at(route).direct_response)) {
    const status = numberAt(route, 'direct_response', 'status');
    return verdict('direct-response', `The proxy answers ${status} itself.`, {
      ...common,
      httpStatus: status,
    });
  }
  const clusters = sharesOf(at(route, 'route'));
  const sentence = `It goes to ${clusters.map(({ label, share }) => (clusters.length === 1 ? label : `${label} (${percent(share)})`)).join(' and ') || 'a cluster named by a header'}.`;
  return verdict('routed', sentence, {
    ...common,
    clusters,
    timeoutSeconds: durationOf(textAt(route, 'route', 'timeout')),
  });
}

function sharesOf(action: Fields): TableVerdict['clusters'] {
  const weighted = listAt(action, 'weighted_clusters', 'clusters');
  const total = weighted.reduce<number>((sum, one) => sum + (numberAt(one, 'weight') ?? 0), 0);
  if (weighted.length > 0) {
    return weighted
      .map((one) => ({
        label: clusterLabel(textAt(one, 'name') ?? ''),
        share: total === 0 ? 0 : (numberAt(one, 'weight') ?? 0) / total,
      }))
      .filter(({ share }) => share > 0);
  }
  const cluster = textAt(action, 'cluster');
  return cluster === null ? [] : [{ label: clusterLabel(cluster), share: 1 }];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

/** `15s`, `0.250s`; 0 = no limit. */
function durationOf(text: string | null): number | null {
  const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(text ?? '')?.[1] ?? Number.NaN);
  return Number.isNaN(seconds) || seconds === 0 ? null : seconds;
}

/** What cannot be judged here counts as fitting and is noted. */
function matchesRoute(
  match: Fields,
  { scheme, ...question }: RouteQuestion & { readonly scheme: 'http' | 'https' },
  notes: string[],
  name: string,
): boolean {
  const [path = '/', search = ''] = split(question.path);
  if (!matchesPath(match, path)) return false;
  const headers = new Map(
    Object.entries(question.headers).map(([key, value]) => [key.toLowerCase(), value] as const),
  );
  headers.set(':method', question.method.toUpperCase());
  headers.set(':path', question.path);
  headers.set(':authority', question.host);
  headers.set(':scheme', scheme);
  const parameters = new URLSearchParams(search);
  const judge = (matcher: unknown, value: string | null): boolean => {
    const result = matchesValue(at(matcher), value);
    if (result === null)
      notes.push(`A condition of ${name} on ${textAt(matcher, 'name')} is not judged here.`);
    return result !== false;
  };
  for (const matcher of listAt(match, 'headers')) {
    const key = (textAt(matcher, 'name') ?? '').toLowerCase();
    if (!judge(matcher, headers.get(key) ?? null)) return false;
  }
  for (const matcher of listAt(match, 'query_parameters')) {
    if (!judge(matcher, parameters.get(textAt(matcher, 'name') ?? ''))) return false;
  }
  if (isRecord(match.runtime_fraction)) notes.push(`${name} takes only a share of the requests.`);
  if (isRecord(match.grpc) && !(headers.get('content-type') ?? '').startsWith('application/grpc'))
    return false;
  return true;
}

function split(path: string): readonly string[] {
  const at = path.indexOf('?');
  return at < 0 ? [path] : [path.slice(0, at), path.slice(at + 1)];
}

function matchesPath(match: Fields, path: string): boolean {
  const fold = (text: string) => (match.case_sensitive === false ? text.toLowerCase() : text);
  const held = fold(path);
  if (typeof match.prefix === 'string') return held.startsWith(fold(match.prefix));
  if (typeof match.path === 'string') return held === fold(match.path);
  if (typeof match.path_separated_prefix === 'string') {
    const prefix = fold(match.path_separated_prefix);
    return held === prefix || held.startsWith(`${prefix}/`);
  }
  const pattern = textAt(match, 'safe_regex', 'regex');
  if (pattern !== null) return matchesWhole(pattern, path) === true;
  const template = at(match, 'path_match_policy');
  return Object.keys(template).length > 0 ? matchesString(template, path) === true : false;
}
