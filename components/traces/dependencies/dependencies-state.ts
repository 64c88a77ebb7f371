/** What the page of dependencies shows, as it stands in its address. */
import { parseAsInteger, parseAsString, parseAsStringLiteral } from 'nuqs';
import { asksNothing, readSearch, type SearchValues, searchParams } from '@/components/traces/search-state';

export const dependencyParsers = {
  focus: parseAsString,
  depth: parseAsInteger.withDefault(2),
  least: parseAsInteger.withDefault(1),
  by: parseAsStringLiteral(['workload', 'service'] as const).withDefault('workload'),
  view: parseAsStringLiteral(['picture', 'table'] as const).withDefault('picture'),
  /** Parameters of the search whose traces are meant; left out = a sample of all. */
  search: parseAsString,
};

/** The page of the traces of a search; of all where it asks for nothing. */
export function dependenciesHref(search: SearchValues): string {
  if (asksNothing(search)) return '/traces/dependencies';
  return `/traces/dependencies?${new URLSearchParams({ search: searchParams(search).toString() })}`;
}

/** Of the API's call. `scope`: the parameters of window and namespaces. */
export function dependencyParams(scope: string, by: string, search: string | null): string {
  const params = new URLSearchParams(scope);
  params.set('by', by);
  if (search === null) return params.toString();
  for (const [key, value] of searchParams(readSearch(search))) params.set(key, value);
  params.set('of', 'search');
  return params.toString();
}
