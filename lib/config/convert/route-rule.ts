/** One HTTP rule of a VirtualService as rules of an HTTPRoute. */
import { durationSeconds } from '@/lib/config/duration';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  numberAt,
  optionalFieldsAt,
  textAt,
} from '@/lib/config/simulation/read/fields';
import { stringMatchAt } from '@/lib/config/simulation/read/string-match';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Differences } from './difference';
import { gatewayDuration } from './gateway-duration';
import { type BackendContext, backendReference } from './route-backends';
import { corsFilters, headerFilters, mirrorFilters, writtenAuthority } from './route-filters';
import { type RouteMatchValue, routeMatch } from './route-match';
import { retryOf } from './route-retry';

/** A rule before its matches are put in: which match comes from where decides what may be left out. */
export interface ConvertedRule {
  readonly path: ObjectPath;
  readonly matches: readonly { readonly value: RouteMatchValue; readonly path: ObjectPath }[];
  /** Everything but the matches. */
  readonly rest: Fields;
}

/** `wanted`: indexes of the matches that count for the route; null = the rule has none. */
export function routeRules(
  context: BackendContext,
  rule: Fields,
  path: ObjectPath,
  wanted: readonly number[] | null,
): readonly ConvertedRule[] {
  const { differences } = context;
  const impossible = (['delegate', 'directResponse'] as const).find((name) => rule[name] !== undefined);
  if (impossible !== undefined) {
    const because =
      impossible === 'delegate'
        ? 'An HTTPRoute hands on to no other; convert the rules of the delegate too. The rule is left out.'
        : 'An HTTPRoute cannot answer by itself; the rule is left out.';
    differences.leftOut([...path, impossible], because);
    return [];
  }
  const matches = convertedMatches(rule, path, wanted, differences);
  if (matches.length === 0) return [];
  const written = fieldsListAt(rule, 'match');
  // Which part of the path is replaced depends on the match, so each gets a rule of its own.
  const isRewritten = textAt(fieldsAt(rule, 'rewrite'), 'uri') !== null || replacesPrefix(rule);
  const groups = isRewritten ? matches.map((match) => [match]) : [matches];
  const common = commonFields(context, rule, path);
  return groups.map((group) => {
    const [first] = group;
    const match = first?.index === undefined || first.index === null ? null : (written[first.index] ?? null);
    const filters = [
      ...common.filters,
      ...redirectFilter(rule, match, first?.value ?? {}, path, differences),
      ...rewriteFilter(rule, match, first?.value ?? {}, path, differences),
    ];
    const name = groups.length === 1 ? common.name : {};
    return {
      path,
      matches: group,
      rest: { ...name, ...(filters.length === 0 ? {} : { filters }), ...common.backends, ...common.limits },
    };
  });
}

function convertedMatches(
  rule: Fields,
  path: ObjectPath,
  wanted: readonly number[] | null,
  differences: Differences,
) {
  if (wanted === null) return [{ value: {} as RouteMatchValue, path, index: null }];
  const written = fieldsListAt(rule, 'match');
  return wanted.flatMap((index) => {
    const at = [...path, 'match', index];
    const value = routeMatch(written[index] ?? {}, at, differences);
    return value === null ? [] : [{ value, path: at, index }];
  });
}

function replacesPrefix(rule: Fields): boolean {
  return textAt(fieldsAt(rule, 'redirect'), 'prefixRewrite') !== null;
}

const RULE_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function commonFields(context: BackendContext, rule: Fields, path: ObjectPath) {
  const { differences } = context;
  const name = textAt(rule, 'name');
  const isName = name !== null && RULE_NAME.test(name) && name.length <= 253;
  if (name !== null && !isName) {
    differences.leftOut(
      [...path, 'name'],
      'Names of rules have lower case letters, digits, "-" and "." only.',
    );
  }
  if (rule.fault !== undefined) {
    differences.leftOut([...path, 'fault'], 'An HTTPRoute injects no faults.');
  }
  const filters = [
    ...headerFilters(fieldsAt(rule, 'headers'), [...path, 'headers'], differences),
    ...mirrorFilters(context, rule, path),
    ...corsFilters(rule, path, differences),
  ];
  return {
    name: isName ? { name } : {},
    filters,
    backends: rule.redirect === undefined ? { backendRefs: backendsOf(context, rule, path) } : {},
    limits: limitsOf(rule, path, differences),
  };
}

function backendsOf(context: BackendContext, rule: Fields, path: ObjectPath): readonly Fields[] {
  const route = fieldsListAt(rule, 'route');
  return route.map((entry, index) => {
    const at = [...path, 'route', index];
    const reference = backendReference(context, fieldsAt(entry, 'destination'), [...at, 'destination']);
    const filters = headerFilters(fieldsAt(entry, 'headers'), [...at, 'headers'], context.differences);
    return {
      ...reference,
      ...(route.length === 1 ? {} : { weight: numberAt(entry, 'weight') ?? 0 }),
      ...(filters.length === 0 ? {} : { filters }),
    };
  });
}

function limitsOf(rule: Fields, path: ObjectPath, differences: Differences): Fields {
  const timeout = textAt(rule, 'timeout');
  const { retry, perTry } = retryOf(rule, path, differences);
  const timeouts = {
    ...(timeout === null ? {} : written('request', timeout, [...path, 'timeout'], differences)),
    ...(perTry === null
      ? {}
      : written('backendRequest', perTry, [...path, 'retries', 'perTryTimeout'], differences)),
  };
  return {
    ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
    ...(retry === null ? {} : { retry }),
  };
}

function written(key: string, text: string, path: ObjectPath, differences: Differences): Fields {
  const duration = gatewayDuration(text);
  if (duration !== null) return { [key]: duration };
  const because =
    durationSeconds(text) === null
      ? `"${text}" is no duration.`
      : 'The Gateway API writes durations in whole milliseconds.';
  differences.leftOut(path, because);
  return {};
}

const CODES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function redirectFilter(
  rule: Fields,
  match: Fields | null,
  value: RouteMatchValue,
  path: ObjectPath,
  differences: Differences,
): readonly Fields[] {
  const redirect = optionalFieldsAt(rule, 'redirect');
  if (redirect === null) return [];
  const at = [...path, 'redirect'];
  const wanted = numberAt(redirect, 'redirectCode') ?? 301;
  const statusCode = CODES.has(wanted) ? wanted : 302;
  if (statusCode !== wanted) {
    differences.changed(
      [...at, 'redirectCode'],
      `An HTTPRoute cannot redirect with ${wanted}; 302 is written.`,
    );
  }
  const uri = textAt(redirect, 'uri');
  const prefix = textAt(redirect, 'prefixRewrite');
  if (uri?.includes('?') === true) {
    differences.changed([...at, 'uri'], 'The query in the path is taken as a part of the path.');
  }
  const hostname = textAt(redirect, 'authority');
  const port = numberAt(redirect, 'port');
  const scheme = textAt(redirect, 'scheme');
  const newPath =
    uri !== null
      ? { path: { type: 'ReplaceFullPath', replaceFullPath: uri } }
      : prefix !== null
        ? prefixPath(prefix, match, value, [...at, 'prefixRewrite'], differences)
        : {};
  const requestRedirect = {
    ...(scheme === null ? {} : { scheme }),
    ...(hostname === null ? {} : { hostname }),
    ...newPath,
    ...(port === null ? {} : { port }),
    statusCode,
  };
  return [{ type: 'RequestRedirect', requestRedirect }];
}

function rewriteFilter(
  rule: Fields,
  match: Fields | null,
  value: RouteMatchValue,
  path: ObjectPath,
  differences: Differences,
): readonly Fields[] {
  if (rule.redirect !== undefined) return [];
  const rewrite = fieldsAt(rule, 'rewrite');
  const at = [...path, 'rewrite'];
  if (rewrite.uriRegexRewrite !== undefined) {
    const because = 'An HTTPRoute replaces the path or its prefix, not parts by pattern.';
    differences.leftOut([...at, 'uriRegexRewrite'], because);
  }
  const authority = writtenAuthority(rule);
  const isHost = authority !== null && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(authority);
  if (authority !== null && !isHost) {
    differences.leftOut([...at, 'authority'], `An HTTPRoute writes plain hosts only, ${authority} is none.`);
  }
  const uri = textAt(rewrite, 'uri');
  const newPath = uri === null ? {} : pathRewrite(uri, match, value, [...at, 'uri'], differences);
  const urlRewrite = { ...(isHost ? { hostname: authority } : {}), ...newPath };
  return Object.keys(urlRewrite).length === 0 ? [] : [{ type: 'URLRewrite', urlRewrite }];
}

/** A matched prefix is replaced, with an exact path or a pattern the whole path. */
function pathRewrite(
  uri: string,
  match: Fields | null,
  value: RouteMatchValue,
  path: ObjectPath,
  differences: Differences,
): Fields {
  const type = value.path?.type ?? 'PathPrefix';
  const written = match === null ? null : stringMatchAt(match, 'uri');
  if (type === 'PathPrefix') return prefixPath(uri, match, value, path, differences);
  if (written?.kind === 'prefix') {
    differences.leftOut(path, 'The prefix is compared by a pattern here, and no part of it can be replaced.');
    return {};
  }
  return { path: { type: 'ReplaceFullPath', replaceFullPath: uri } };
}

function prefixPath(
  uri: string,
  match: Fields | null,
  value: RouteMatchValue,
  path: ObjectPath,
  differences: Differences,
): Fields {
  if (value.path !== undefined && value.path.type !== 'PathPrefix') {
    differences.leftOut(path, 'Only the prefix of a match by prefix can be replaced.');
    return {};
  }
  const written = match === null ? null : stringMatchAt(match, 'uri');
  const prefix = written?.kind === 'prefix' ? written.value : '/';
  if (prefix.endsWith('/') !== uri.endsWith('/')) {
    const because = 'The Gateway API puts exactly one slash between the new prefix and the rest of the path.';
    differences.changed(path, because);
  }
  return { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: uri } };
}
