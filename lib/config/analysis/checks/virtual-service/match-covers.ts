/** Whether every request that one match takes is taken by another before it. When in doubt it says no. */
import type { StringMatch } from '@/lib/config/simulation/read/string-match';
import type { HttpMatch } from '@/lib/config/simulation/read/virtual-service';

type Named = readonly (readonly [string, StringMatch])[];

/** `gateways` are those at the top of the VirtualService, which a match without its own has. */
export function matchCovers(first: HttpMatch, later: HttpMatch, gateways: readonly string[]): boolean {
  return (
    uriCovers(first, later) &&
    textCovers(first.scheme, later.scheme) &&
    textCovers(first.method, later.method) &&
    textCovers(first.authority, later.authority) &&
    namedCover(first.headers, later.headers) &&
    withoutCover(first.withoutHeaders, later.withoutHeaders) &&
    namedCover(first.queryParams, later.queryParams) &&
    (first.port === null || first.port === later.port) &&
    sourceCovers(first, later, gateways)
  );
}

/** Takes every request of the VirtualService. */
export function matchesAll(match: HttpMatch, gateways: readonly string[]): boolean {
  return matchCovers(match, EVERYTHING, gateways);
}

export const EVERYTHING: HttpMatch = {
  uri: null,
  ignoreUriCase: false,
  scheme: null,
  method: null,
  authority: null,
  headers: [],
  withoutHeaders: [],
  queryParams: [],
  port: null,
  sourceLabels: {},
  sourceNamespace: null,
  gateways: [],
};

function uriCovers(first: HttpMatch, later: HttpMatch): boolean {
  const { uri } = first;
  if (uri === null || isAnyPath(uri)) return true;
  if (later.uri === null) return false;
  if (uri.kind === 'regex' || !first.ignoreUriCase) {
    return !(later.ignoreUriCase && later.uri.kind !== 'regex') && textCovers(uri, later.uri);
  }
  return later.uri.kind !== 'regex' && textCovers(lowered(uri), lowered(later.uri));
}

function isAnyPath(uri: StringMatch): boolean {
  if (uri.kind === 'prefix') return uri.value === '' || uri.value === '/';
  return uri.kind === 'present' || (uri.kind === 'regex' && (uri.value === '.*' || uri.value === '/.*'));
}

function lowered(match: StringMatch): StringMatch {
  return match.kind === 'present' ? match : { kind: match.kind, value: match.value.toLowerCase() };
}

/** A condition that is not there takes everything. */
function textCovers(first: StringMatch | null, later: StringMatch | null): boolean {
  if (first === null) return true;
  if (later === null) return false;
  switch (first.kind) {
    case 'present':
      return true;
    case 'exact':
      return later.kind === 'exact' && later.value === first.value;
    case 'prefix':
      return (later.kind === 'exact' || later.kind === 'prefix') && later.value.startsWith(first.value);
    case 'regex':
      return first.value === '.*' || (later.kind === 'regex' && later.value === first.value);
    default:
      return first satisfies never;
  }
}

function namedCover(first: Named, later: Named): boolean {
  return first.every(([name, match]) =>
    later.some(([other, narrower]) => other === name && textCovers(match, narrower)),
  );
}

function withoutCover(first: Named, later: Named): boolean {
  return first.every(([name, match]) =>
    later.some(([other, same]) => other === name && JSON.stringify(match) === JSON.stringify(same)),
  );
}

function sourceCovers(first: HttpMatch, later: HttpMatch, gateways: readonly string[]): boolean {
  const own = (match: HttpMatch) => (match.gateways.length === 0 ? gateways : match.gateways);
  if (!own(later).every((gateway) => own(first).includes(gateway))) return false;
  // Labels and namespace of the caller do not count in a match that names gateways.
  const counts = first.gateways.length === 0;
  if (!counts) return true;
  const isNarrow = Object.keys(first.sourceLabels).length > 0 || first.sourceNamespace !== null;
  if (isNarrow && later.gateways.length > 0) return false;
  return (
    Object.entries(first.sourceLabels).every(([name, value]) => later.sourceLabels[name] === value) &&
    (first.sourceNamespace === null || first.sourceNamespace === later.sourceNamespace)
  );
}
