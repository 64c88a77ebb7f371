/** A rule of an HTTPRoute as HTTP rules of a VirtualService. */
import { type Fields, fieldsAt, fieldsListAt, numberAt, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { EntryContext } from './entry-context';
import type { RouteMatchValue } from './route-match';
import { type PathCase, pathCases } from './virtual-service-match';
import {
  corsPolicyOf,
  filtersOf,
  headersOf,
  redirectOf,
  retriesOf,
  rewriteOf,
} from './virtual-service-parts';

/** `matches` in the order in which they are asked. */
export function httpEntries(
  context: EntryContext,
  rule: Fields,
  matches: readonly RouteMatchValue[],
  path: ObjectPath,
): readonly Fields[] {
  const cases = matches.flatMap((match) => pathCases(match, context.ports));
  noteMissing(context, rule, path);
  const filters = filtersOf(rule);
  const isByMatch = replacesPrefix(filters.redirect) || filters.rewrite?.path !== undefined;
  const groups = isByMatch ? cases.map((one) => [one]) : [cases];
  return groups.map((group) => entryOf(context, rule, group, path));
}

function replacesPrefix(filter: Fields | null): boolean {
  return filter !== null && textAt(fieldsAt(filter, 'path'), 'replacePrefixMatch') !== null;
}

function noteMissing({ differences }: EntryContext, rule: Fields, path: ObjectPath): void {
  for (const [index, filter] of fieldsListAt(rule, 'filters').entries()) {
    const type = textAt(filter, 'type') ?? '';
    if (type !== 'ExtensionRef' && type !== 'ExternalAuth') continue;
    differences.leftOut([...path, 'filters', index], `A VirtualService has nothing like ${type}.`);
  }
  if (rule.sessionPersistence !== undefined) {
    const because = 'Sessions are kept by consistentHash of a DestinationRule, not by a VirtualService.';
    differences.leftOut([...path, 'sessionPersistence'], because);
  }
}

function entryOf(context: EntryContext, rule: Fields, group: readonly PathCase[], path: ObjectPath): Fields {
  const filters = filtersOf(rule);
  const matches = group.map(({ match }) => match);
  const takesAll = matches.some((match) => Object.keys(match).length === 0);
  const [first] = group;
  const name = textAt(rule, 'name');
  const start = {
    ...(name === null ? {} : { name }),
    ...(takesAll ? {} : { match: matches }),
  };
  if (filters.redirect !== null) return { ...start, redirect: redirectOf(filters.redirect, first ?? null) };
  const route = routeOf(context, rule, path);
  // Without a backend that has a weight the Gateway API answers 500.
  if (route.length === 0) return { ...start, directResponse: { status: 500 } };
  const timeout = textAt(fieldsAt(rule, 'timeouts'), 'request');
  const rewrite = filters.rewrite === null ? {} : rewriteOf(filters.rewrite, first ?? null);
  const headers = headersOf(fieldsListAt(rule, 'filters'));
  const retries = retriesOf(rule, context.mesh.settings.defaultRetryAttempts);
  const mirrors = filters.mirrors.map((mirror) => mirrorOf(context, mirror));
  return {
    ...start,
    route,
    ...(Object.keys(rewrite).length === 0 ? {} : { rewrite }),
    ...(timeout === null ? {} : { timeout }),
    ...(retries === null ? {} : { retries }),
    ...(mirrors.length === 0 ? {} : { mirrors }),
    ...(filters.cors === null ? {} : { corsPolicy: corsPolicyOf(filters.cors) }),
    ...(headers === null ? {} : { headers }),
  };
}

function routeOf(context: EntryContext, rule: Fields, path: ObjectPath): readonly Fields[] {
  const backends = fieldsListAt(rule, 'backendRefs');
  const weightOf = (backend: Fields) => numberAt(backend, 'weight') ?? 1;
  if (backends.reduce((sum, backend) => sum + weightOf(backend), 0) === 0) return [];
  return backends.map((backend, index) => {
    noteBackendFilters(context, backend, [...path, 'backendRefs', index]);
    const headers = headersOf(fieldsListAt(backend, 'filters'));
    return {
      destination: destinationOf(context, backend),
      ...(backends.length === 1 ? {} : { weight: weightOf(backend) }),
      ...(headers === null ? {} : { headers }),
    };
  });
}

function noteBackendFilters({ differences }: EntryContext, backend: Fields, path: ObjectPath): void {
  for (const [index, filter] of fieldsListAt(backend, 'filters').entries()) {
    const type = textAt(filter, 'type') ?? '';
    if (type === 'RequestHeaderModifier' || type === 'ResponseHeaderModifier') continue;
    const because = `A destination of a VirtualService changes headers only; ${type} is left out.`;
    differences.leftOut([...path, 'filters', index], because);
  }
}

function destinationOf({ mesh, namespace }: EntryContext, backend: Fields): Fields {
  const name = textAt(backend, 'name') ?? '';
  const port = numberAt(backend, 'port');
  const home = textAt(backend, 'namespace') ?? namespace;
  const at = port === null ? {} : { port: { number: port } };
  const kind = textAt(backend, 'kind') ?? 'Service';
  if (kind === 'Hostname') return { host: name, ...at };
  if (kind === 'ServiceEntry') {
    const entry = mesh.view.services.find(
      (service) => service.origin === 'service-entry' && service.name === name && service.namespace === home,
    );
    return { host: entry?.host ?? name, ...at };
  }
  const host = home === namespace ? name : `${name}.${home}.svc.${mesh.settings.clusterDomain}`;
  return { host, ...at };
}

function mirrorOf(context: EntryContext, mirror: Fields): Fields {
  const percent = numberAt(mirror, 'percent');
  const fraction = fieldsAt(mirror, 'fraction');
  const numerator = numberAt(fraction, 'numerator');
  const value =
    percent ?? (numerator === null ? null : (numerator / (numberAt(fraction, 'denominator') ?? 100)) * 100);
  const destination = destinationOf(context, fieldsAt(mirror, 'backendRef'));
  return { destination, ...(value === null ? {} : { percentage: { value } }) };
}
