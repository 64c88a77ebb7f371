/** The trace search as it stands in the URL: `?service=…&operation=…&tags=…&min=…&max=…&limit=…`, and how results are shown. */
import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs';
import { DEFAULT_TRACES } from '@/lib/traces/limits';

export const SORTS = ['time', 'duration', 'spans', 'errors'] as const;
export type Sort = (typeof SORTS)[number];

const text = parseAsString.withDefault('');

export const searchParsers = {
  service: text,
  operation: text,
  tags: text,
  min: text,
  max: text,
  limit: parseAsInteger.withDefault(DEFAULT_TRACES),
};

export interface SearchValues {
  service: string;
  operation: string;
  tags: string;
  min: string;
  max: string;
  limit: number;
}

export const resultParsers = {
  sort: parseAsStringLiteral(SORTS).withDefault('time'),
  order: parseAsStringLiteral(['asc', 'desc'] as const).withDefault('desc'),
  scale: parseAsStringLiteral(['log', 'linear'] as const).withDefault('log'),
};

/** Parameters of the API call and of a link; what is empty is left out. */
export function searchParams(values: SearchValues): URLSearchParams {
  const params = new URLSearchParams();
  for (const key of ['service', 'operation', 'tags', 'min', 'max'] as const) {
    if (values[key].trim() !== '') params.set(key, values[key].trim());
  }
  if (values.limit !== DEFAULT_TRACES) params.set('limit', String(values.limit));
  return params;
}

/** The name under which this browser remembers the last search. */
export const LAST_SEARCH = 'traces.search';

/** The remembered search; `null` where there is none that names a service. */
export function rememberedSearch(remembered: string | null): SearchValues | null {
  const params = new URLSearchParams(remembered ?? '');
  const service = params.get('service') ?? '';
  if (service === '') return null;
  const of = (key: string): string => params.get(key) ?? '';
  const limit = Number(params.get('limit') ?? DEFAULT_TRACES);
  return {
    service,
    operation: of('operation'),
    tags: of('tags'),
    min: of('min'),
    max: of('max'),
    limit: Number.isInteger(limit) && limit > 0 ? limit : DEFAULT_TRACES,
  };
}

/** Where a reader without a search starts: at the gateway, where requests enter, else with the first service. */
export function firstService(services: readonly string[]): string | null {
  return services.find((name) => /ingress|gateway/.test(name)) ?? services[0] ?? null;
}

/** Services of the chosen namespaces (Istio names them `<app>.<namespace>`); those whose namespace is not told stay. */
export function servicesInScope(
  services: readonly string[],
  namespaces: readonly string[] | null,
): readonly string[] {
  if (namespaces === null) return services;
  const inScope = services.filter((name) => {
    const parts = name.split('.');
    return parts.length !== 2 || namespaces.includes(parts[1] ?? '');
  });
  return inScope.length === 0 ? services : inScope;
}
