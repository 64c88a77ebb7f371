/** Envoy's routes: a line for each rule of each virtual host. */
import { clusterLabel } from '@/lib/proxies/cluster-name';
import type { ProxyRow } from '@/lib/proxies/contract';
import { at, type Fields, isRecord, listAt, numberAt, textAt } from '@/lib/proxies/dump/fields';
import { originOf } from '@/lib/proxies/origin';
import type { SectionReader } from './section-reader';

const LISTS = new Set(['static_route_configs', 'dynamic_route_configs']);

export function routeReader(): SectionReader {
  /** Virtual hosts of the table that is arriving. */
  let hosts: unknown[] = [];
  return {
    rowsOf({ path, value }) {
      if (!LISTS.has(String(path[2]))) return [];
      if (path.length > 4) {
        hosts.push(value);
        return [];
      }
      if (path.length !== 4) return [];
      const own = hosts;
      hosts = [];
      const table = textAt(value, 'route_config', 'name') ?? '(own)';
      return own.flatMap((host) => rowsOf(table, host));
    },
  };
}

function rowsOf(table: string, host: unknown): readonly ProxyRow[] {
  const name = textAt(host, 'name') ?? '';
  const domains = listAt(host, 'domains').map(String);
  return listAt(host, 'routes').map((route, index) => ({
    id: `${table} ${name} ${index}`,
    cells: {
      table,
      host: domains.length > 1 ? `${domains[0]} and ${domains.length - 1} more` : (domains[0] ?? name),
      name: textAt(route, 'name'),
      match: matchText(at(route, 'match')),
      action: actionText(route),
      timeout: textAt(route, 'route', 'timeout'),
      retries: numberAt(route, 'route', 'retry_policy', 'num_retries'),
    },
    from: originOf(route),
    caution: null,
  }));
}

/** `/a* · header end-user = jason`. */
export function matchText(match: Fields): string {
  const parts = [pathText(match)];
  for (const header of listAt(match, 'headers')) parts.push(`header ${headerText(header)}`);
  for (const parameter of listAt(match, 'query_parameters')) parts.push(`query ${headerText(parameter)}`);
  if (isRecord(match.runtime_fraction)) parts.push('a share of requests');
  return parts.join(' · ');
}

function pathText(match: Fields): string {
  const prefix = textAt(match, 'prefix');
  if (prefix !== null) return prefix === '/' ? 'everything' : `${prefix}*`;
  const separated = textAt(match, 'path_separated_prefix');
  if (separated !== null) return `${separated} and below`;
  const pattern = textAt(match, 'safe_regex', 'regex');
  if (pattern !== null) return `~ ${pattern}`;
  return textAt(match, 'path') ?? 'connect';
}

function headerText(header: unknown): string {
  const name = textAt(header, 'name') ?? '';
  const match = at(header, 'string_match');
  const [how = '', value = ''] = Object.entries({
    '=': textAt(match, 'exact') ?? textAt(header, 'exact_match'),
    'begins with': textAt(match, 'prefix') ?? textAt(header, 'prefix_match'),
    'ends with': textAt(match, 'suffix'),
    holds: textAt(match, 'contains'),
    '~': textAt(match, 'safe_regex', 'regex') ?? textAt(header, 'safe_regex_match', 'regex'),
  }).find(([, text]) => text !== null) ?? ['is there', ''];
  const not = at(header).invert_match === true ? 'not ' : '';
  return `${not}${name} ${how}${value === '' ? '' : ` ${value}`}`;
}

export function actionText(route: unknown): string {
  const redirect = at(route).redirect;
  if (isRecord(redirect)) return 'redirect';
  const direct = at(route).direct_response;
  if (isRecord(direct)) return `answers ${numberAt(direct, 'status') ?? ''}`;
  const weighted = listAt(route, 'route', 'weighted_clusters', 'clusters');
  if (weighted.length > 0) {
    return weighted
      .map((one) => `${numberAt(one, 'weight') ?? 0} to ${clusterLabel(textAt(one, 'name') ?? '')}`)
      .join('; ');
  }
  const cluster = textAt(route, 'route', 'cluster');
  return cluster === null ? 'by a header' : clusterLabel(cluster);
}
