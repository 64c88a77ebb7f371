/** The trace search as it stands in the URL, and how its results are shown. */
import { createParser, parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs';
import { DEFAULT_TRACES, MAX_TRACES } from '@/lib/traces/limits';

export const SORTS = ['time', 'duration', 'spans', 'errors', 'name'] as const;
export type Sort = (typeof SORTS)[number];
export const VIEWS = ['table', 'list', 'routes'] as const;
export type ResultView = (typeof VIEWS)[number];
export const KINDS = ['server', 'client', 'producer', 'consumer', 'internal', 'unspecified'] as const;
export type Kind = (typeof KINDS)[number];

const text = parseAsString.withDefault('');

/** Names with commas between them; one list equals another with the same names. */
const names = createParser<readonly string[]>({
  parse: (written) => [...new Set(written.split(',').filter((name) => name !== ''))],
  serialize: (list) => list.join(','),
  eq: (a, b) => a.join(',') === b.join(','),
});

export const searchParsers = {
  service: names.withDefault([]),
  operation: text,
  kind: parseAsStringLiteral(KINDS),
  /** The expression; logfmt is a part of its language. */
  q: text,
  /** logfmt, as links from elsewhere have it. It is shown with the expression. */
  tags: text,
  min: text,
  max: text,
  traceMin: text,
  traceMax: text,
  errors: parseAsBoolean.withDefault(false),
  limit: parseAsInteger.withDefault(DEFAULT_TRACES),
};

export interface SearchValues {
  readonly service: readonly string[];
  readonly operation: string;
  readonly kind: Kind | null;
  readonly q: string;
  readonly min: string;
  readonly max: string;
  readonly traceMin: string;
  readonly traceMax: string;
  readonly errors: boolean;
  readonly limit: number;
}

export const NO_SEARCH: SearchValues = {
  service: [],
  operation: '',
  kind: null,
  q: '',
  min: '',
  max: '',
  traceMin: '',
  traceMax: '',
  errors: false,
  limit: DEFAULT_TRACES,
};

/** The search of the URL, with its tags as a part of the expression. */
export function searchOf({ tags, q, ...rest }: SearchValues & { readonly tags: string }): SearchValues {
  return { ...rest, q: [tags.trim(), q.trim()].filter((part) => part !== '').join(' ') };
}

export const resultParsers = {
  sort: parseAsStringLiteral(SORTS),
  order: parseAsStringLiteral(['asc', 'desc'] as const),
  scale: parseAsStringLiteral(['log', 'linear'] as const).withDefault('log'),
  view: parseAsStringLiteral(VIEWS),
  /** `<service> <name>` of a route. */
  route: parseAsString,
  /** Of a structure within it. */
  structure: parseAsString,
};

const TEXTS = ['operation', 'q', 'min', 'max', 'traceMin', 'traceMax'] as const;

/** Parameters of the API call and of a link; what is empty is left out. */
export function searchParams(values: SearchValues): URLSearchParams {
  const params = new URLSearchParams();
  if (values.service.length > 0) params.set('service', values.service.join(','));
  for (const key of TEXTS) if (values[key].trim() !== '') params.set(key, values[key].trim());
  if (values.kind !== null) params.set('kind', values.kind);
  if (values.errors) params.set('errors', 'true');
  if (values.limit !== DEFAULT_TRACES) params.set('limit', String(values.limit));
  return params;
}

/** Reads what `searchParams` wrote; anything else counts as absent. */
export function readSearch(written: string): SearchValues {
  const params = new URLSearchParams(written);
  const of = (key: string): string => params.get(key) ?? '';
  const limit = Number(params.get('limit') ?? DEFAULT_TRACES);
  return searchOf({
    service: searchParsers.service.parse(of('service')) ?? [],
    operation: of('operation'),
    kind: KINDS.find((kind) => kind === of('kind')) ?? null,
    q: of('q'),
    tags: of('tags'),
    min: of('min'),
    max: of('max'),
    traceMin: of('traceMin'),
    traceMax: of('traceMax'),
    errors: of('errors') === 'true',
    limit: Number.isInteger(limit) && limit > 0 && limit <= MAX_TRACES ? limit : DEFAULT_TRACES,
  });
}

/** Nothing is asked but, perhaps, how many. */
export function asksNothing(values: SearchValues): boolean {
  return searchParams({ ...values, limit: DEFAULT_TRACES }).size === 0;
}

/** The name under which this browser remembers the last search. */
export const LAST_SEARCH = 'traces.search';

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
