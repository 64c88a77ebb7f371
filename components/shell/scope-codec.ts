/**
 * The part of a page's URL that all pages share: namespaces, time window, refresh. Pure, so that
 * links, API calls and the hook in `scope.ts` read and write it in one way.
 */
import { createParser } from 'nuqs/server';
import { CLUSTER_PARAM } from './document-cluster';

/** The span that is looked at: up to now, or between two instants (Unix seconds). */
export type ScopeWindow =
  | { readonly kind: 'last'; readonly seconds: number }
  | { readonly kind: 'absolute'; readonly fromSeconds: number; readonly toSeconds: number };

export interface ScopeValues {
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  readonly window: ScopeWindow;
  /** null = paused. */
  readonly refreshSeconds: number | null;
}

/** As `DEFAULT_LAST_SECONDS` on the server. */
export const DEFAULT_LAST_SECONDS = 600;
export const DEFAULT_REFRESH_SECONDS = 15;

const seconds = createParser({
  parse: (text) => (/^\d{1,11}(\.\d{1,3})?$/.test(text) ? Number(text) : null),
  serialize: (value: number) => String(value),
});

const names = createParser<readonly string[]>({
  parse: (text) => {
    const list = [...new Set(text.split(',').filter((name) => name !== ''))].sort();
    return list.length === 0 ? null : list;
  },
  serialize: (value) => [...value].sort().join(','),
  eq: (a, b) => a.join(',') === b.join(','),
});

/** The URL's parameters, as nuqs reads them. What cannot be read counts as absent. */
export const scopeParsers = {
  namespaces: names,
  last: seconds,
  from: seconds,
  to: seconds,
  refresh: seconds,
};

/** What the parameters hold: each null where it is absent. */
export interface ScopeFields {
  namespaces: readonly string[] | null;
  last: number | null;
  from: number | null;
  to: number | null;
  refresh: number | null;
}

/** The meaning of the parameters. Two instants stand above a length; the server refuses windows that make no sense. */
export function scopeOf(fields: ScopeFields): ScopeValues {
  const { namespaces, last, from, to, refresh } = fields;
  return {
    namespaces,
    window:
      from !== null && to !== null
        ? { kind: 'absolute', fromSeconds: from, toSeconds: to }
        : { kind: 'last', seconds: last ?? DEFAULT_LAST_SECONDS },
    refreshSeconds: refresh === 0 ? null : (refresh ?? DEFAULT_REFRESH_SECONDS),
  };
}

/** The parameters that a change touches; null removes one. */
export function scopeChange(change: Partial<ScopeValues>): Partial<ScopeFields> {
  const fields: Partial<ScopeFields> = {};
  if (change.namespaces !== undefined) {
    fields.namespaces =
      change.namespaces === null || change.namespaces.length === 0 ? null : change.namespaces;
  }
  if (change.window !== undefined) {
    const { window } = change;
    fields.last = window.kind === 'last' ? window.seconds : null;
    fields.from = window.kind === 'absolute' ? window.fromSeconds : null;
    fields.to = window.kind === 'absolute' ? window.toSeconds : null;
  }
  if (change.refreshSeconds !== undefined) fields.refresh = change.refreshSeconds ?? 0;
  return fields;
}

/** The parameters of an API call for this scope: `namespaces`, and `last` or `from` and `to`. */
export function scopeParams(scope: Pick<ScopeValues, 'namespaces' | 'window'>): URLSearchParams {
  const params = new URLSearchParams();
  if (scope.namespaces !== null) params.set('namespaces', names.serialize(scope.namespaces));
  if (scope.window.kind === 'last') params.set('last', seconds.serialize(scope.window.seconds));
  else {
    params.set('from', seconds.serialize(scope.window.fromSeconds));
    params.set('to', seconds.serialize(scope.window.toSeconds));
  }
  return params;
}

const SCOPE_KEYS = Object.keys(scopeParsers);

/** What links take over from the query of an address. */
export function scopeQuery(query: { get(name: string): string | null }): string {
  const kept = new URLSearchParams();
  for (const key of [...SCOPE_KEYS, CLUSTER_PARAM]) {
    const value = query.get(key);
    if (value !== null) kept.set(key, value);
  }
  return kept.toString();
}

/** `path` (which may have its own query) with the scope parameters of the current URL's query, so that links keep the view's scope. */
export function withScope(path: string, currentQuery: URLSearchParams | { toString(): string }): string {
  const current = new URLSearchParams(currentQuery.toString());
  const [pathname = '', query = ''] = path.split('?');
  const params = new URLSearchParams(query);
  const windowGiven = params.has('last') || params.has('from');
  // Pages of configuration are about one cluster; others are about all of them.
  const kept = pathname.startsWith('/config') ? [...SCOPE_KEYS, CLUSTER_PARAM] : SCOPE_KEYS;
  for (const key of kept) {
    const value = current.get(key);
    const belongsToWindow = key === 'last' || key === 'from' || key === 'to';
    if (value !== null && !params.has(key) && !(belongsToWindow && windowGiven)) params.set(key, value);
  }
  // A comma is allowed in a query and reads better than its escape.
  const text = params.toString().replaceAll('%2C', ',');
  return text === '' ? pathname : `${pathname}?${text}`;
}

/** For TanStack Query's `refetchInterval`, in milliseconds. A window between two instants does not change by waiting. */
export function refetchIntervalMs(scope: Pick<ScopeValues, 'window' | 'refreshSeconds'>): number | false {
  if (scope.refreshSeconds === null || scope.window.kind === 'absolute') return false;
  return Math.max(1, scope.refreshSeconds) * 1000;
}
