/** Conditions of a VirtualService as matches of an HTTPRoute. */
import { type Fields, fieldsAt, flagAt, textAt } from '@/lib/config/simulation/read/fields';
import { readStringMatch, type StringMatch, stringMatchAt } from '@/lib/config/simulation/read/string-match';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Differences } from './difference';
import { literalPattern } from './patterns';

export interface PathMatchValue {
  readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression';
  readonly value: string;
}

export interface NamedMatchValue {
  readonly type?: 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

/** An entry of `matches` as it is written; nothing in it takes every request. */
export interface RouteMatchValue {
  readonly path?: PathMatchValue;
  readonly headers?: readonly NamedMatchValue[];
  readonly queryParams?: readonly NamedMatchValue[];
  readonly method?: string;
}

/** Conditions that an HTTPRoute cannot ask for. Without them the match would take more, so it is left out as a whole. */
const UNKNOWN: Readonly<Record<string, string>> = {
  withoutHeaders: 'An HTTPRoute cannot ask that a header is absent',
  authority: 'An HTTPRoute compares hosts by its hostnames, not in a match',
  scheme: 'An HTTPRoute cannot ask for the scheme',
  port: 'An HTTPRoute asks for the port in parentRefs, not in a match',
  sourceLabels: 'An HTTPRoute cannot ask for labels of the caller',
  sourceNamespace: 'An HTTPRoute cannot ask for the namespace of the caller',
  statPrefix: 'An HTTPRoute names no statistics',
};

/** Null when the match has to be left out; why is among the differences. */
export function routeMatch(
  match: Fields,
  path: ObjectPath,
  differences: Differences,
): RouteMatchValue | null {
  const unknown = Object.keys(UNKNOWN).find((name) => name !== 'statPrefix' && match[name] !== undefined);
  if (unknown !== undefined) {
    differences.leftOut([...path, unknown], `${UNKNOWN[unknown]}; the match is left out.`);
    return null;
  }
  if (textAt(match, 'statPrefix') !== null) {
    differences.leftOut([...path, 'statPrefix'], `${UNKNOWN.statPrefix}.`);
  }
  const method = methodOf(match, path, differences);
  const headers = namedMatches(match, 'headers', path, differences);
  const queryParams = namedMatches(match, 'queryParams', path, differences);
  if (method === null || headers === null || queryParams === null) return null;
  const pathMatch = pathMatchOf(match, path, differences);
  return {
    ...(pathMatch === null ? {} : { path: pathMatch }),
    ...(headers.length === 0 ? {} : { headers }),
    ...(queryParams.length === 0 ? {} : { queryParams }),
    ...(method === undefined ? {} : { method }),
  };
}

/** Null = every path. */
function pathMatchOf(match: Fields, path: ObjectPath, differences: Differences): PathMatchValue | null {
  const uri = stringMatchAt(match, 'uri');
  if (uri === null || uri.kind === 'present') return null;
  if (uri.kind === 'regex') return { type: 'RegularExpression', value: uri.value };
  if (uri.value === '/' && uri.kind === 'prefix') return null;
  if (flagAt(match, 'ignoreUriCase')) {
    const rest = uri.kind === 'prefix' ? '.*' : '';
    return { type: 'RegularExpression', value: `(?i)${literalPattern(uri.value)}${rest}` };
  }
  if (uri.kind === 'exact') return { type: 'Exact', value: uri.value };
  if (!uri.value.startsWith('/')) {
    return { type: 'RegularExpression', value: `${literalPattern(uri.value)}.*` };
  }
  const bare = uri.value.replace(/\/+$/, '');
  const because =
    bare === uri.value
      ? `Whole segments count: ${bare} and ${bare}/… are taken, ${bare}x no longer.`
      : `${bare} without the slash at its end is taken as well.`;
  differences.add({ path: [...path, 'uri'], kind: 'segments', because });
  return { type: 'PathPrefix', value: bare };
}

const METHODS: ReadonlySet<string> = new Set(
  'GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH'.split(' '),
);

/** Undefined = every method; null = it cannot be said. */
function methodOf(match: Fields, path: ObjectPath, differences: Differences): string | undefined | null {
  const method = stringMatchAt(match, 'method');
  if (method === null || method.kind === 'present') return undefined;
  if (method.kind === 'exact' && METHODS.has(method.value)) return method.value;
  const because = 'An HTTPRoute compares methods with one of the known ones; the match is left out.';
  differences.leftOut([...path, 'method'], because);
  return null;
}

/** Null when one of them cannot be said. */
function namedMatches(
  match: Fields,
  key: 'headers' | 'queryParams',
  path: ObjectPath,
  differences: Differences,
): readonly NamedMatchValue[] | null {
  const found: NamedMatchValue[] = [];
  for (const [name, written] of Object.entries(fieldsAt(match, key))) {
    const condition = readStringMatch(
      typeof written === 'object' && written !== null ? (written as Fields) : {},
    );
    const value = namedValue(name, condition);
    if (value === null) {
      const because = name.startsWith('@')
        ? 'An HTTPRoute does not read claims of tokens; the match is left out.'
        : 'An HTTPRoute compares plain headers with a value; the match is left out.';
      differences.leftOut([...path, key, name], because);
      return null;
    }
    found.push(value);
  }
  return found;
}

function namedValue(name: string, condition: StringMatch): NamedMatchValue | null {
  if (!/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/.test(name)) return null;
  switch (condition.kind) {
    case 'exact':
      return condition.value === '' || condition.value.trim() !== condition.value
        ? null
        : { name, value: condition.value };
    case 'prefix':
      return { type: 'RegularExpression', name, value: `${literalPattern(condition.value)}.*` };
    case 'regex':
      return { type: 'RegularExpression', name, value: condition.value };
    case 'present':
      return { type: 'RegularExpression', name, value: '.*' };
    default:
      return condition satisfies never;
  }
}
