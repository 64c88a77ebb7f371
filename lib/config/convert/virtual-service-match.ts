/** Matches of an HTTPRoute as conditions of a VirtualService, whose prefixes know no segments. */
import type { Fields } from '@/lib/config/simulation/read/fields';
import type { NamedMatchValue, RouteMatchValue } from './route-match';

/** One entry of `match`, and which part of a prefix it stands for. */
export interface PathCase {
  readonly match: Fields;
  /** `exact`: the prefix itself; `below`: what follows behind its slash; `whole`: no prefix at all. */
  readonly part: 'exact' | 'below' | 'whole';
}

/** A prefix of segments is two conditions: the path itself, and everything behind its slash. */
export function pathCases(match: RouteMatchValue, ports: readonly number[] | null): readonly PathCase[] {
  const other = conditions(match);
  const uris = uriCases(match);
  return (ports ?? [null]).flatMap((port) =>
    uris.map(({ uri, part }) => ({
      part,
      match: {
        ...(uri === null ? {} : { uri }),
        ...other,
        ...(port === null ? {} : { port }),
      },
    })),
  );
}

function uriCases({ path }: RouteMatchValue): readonly { uri: Fields | null; part: PathCase['part'] }[] {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  if (type === 'Exact') return [{ uri: { exact: value }, part: 'whole' }];
  if (type === 'RegularExpression') return [{ uri: { regex: value }, part: 'whole' }];
  const bare = value.replace(/\/+$/, '');
  if (bare === '') return [{ uri: null, part: 'below' }];
  return [
    { uri: { exact: bare }, part: 'exact' },
    { uri: { prefix: `${bare}/` }, part: 'below' },
  ];
}

function conditions({ headers = [], queryParams = [], method }: RouteMatchValue): Fields {
  return {
    ...(method === undefined ? {} : { method: { exact: method } }),
    ...(headers.length === 0 ? {} : { headers: named(headers) }),
    ...(queryParams.length === 0 ? {} : { queryParams: named(queryParams) }),
  };
}

function named(matches: readonly NamedMatchValue[]): Fields {
  return Object.fromEntries(
    matches.map(({ name, type, value }) => [
      name,
      type === 'RegularExpression' ? { regex: value } : { exact: value },
    ]),
  );
}
