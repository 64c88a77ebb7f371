/**
 * A VirtualService asks its rules from top to bottom, an HTTPRoute the most specific match first. Whether that is the
 * same for given rules. https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
import type { NamedMatchValue, PathMatchValue, RouteMatchValue } from './route-match';

const PATH_RANK = { Exact: 2, PathPrefix: 1, RegularExpression: 0 } as const;
const EVERY_PATH: PathMatchValue = { type: 'PathPrefix', value: '/' };

/** Below 0: `a` is asked first; 0: the one that is written first. */
export function askedBefore(a: RouteMatchValue, b: RouteMatchValue): number {
  const [first, second] = [a.path ?? EVERY_PATH, b.path ?? EVERY_PATH];
  return (
    PATH_RANK[second.type] - PATH_RANK[first.type] ||
    second.value.length - first.value.length ||
    Number(b.method !== undefined) - Number(a.method !== undefined) ||
    (b.headers ?? []).length - (a.headers ?? []).length ||
    (b.queryParams ?? []).length - (a.queryParams ?? []).length
  );
}

/** True when no request fits both. False where that cannot be told. */
export function areDisjoint(a: RouteMatchValue, b: RouteMatchValue): boolean {
  if (a.method !== undefined && b.method !== undefined && a.method !== b.method) return true;
  return (
    pathsDisjoint(a.path ?? EVERY_PATH, b.path ?? EVERY_PATH) ||
    valuesDisjoint(a.headers ?? [], b.headers ?? [], (name) => name.toLowerCase()) ||
    valuesDisjoint(a.queryParams ?? [], b.queryParams ?? [], (name) => name)
  );
}

/** True when `a` takes every request that `b` takes. False where that cannot be told. */
export function covers(a: RouteMatchValue, b: RouteMatchValue): boolean {
  if (a.method !== undefined && a.method !== b.method) return false;
  return (
    pathCovers(a.path ?? EVERY_PATH, b.path ?? EVERY_PATH) &&
    isSubset(a.headers ?? [], b.headers ?? [], (name) => name.toLowerCase()) &&
    isSubset(a.queryParams ?? [], b.queryParams ?? [], (name) => name)
  );
}

function isWithin(prefix: string, path: string): boolean {
  const bare = prefix.replace(/\/+$/, '');
  return path === bare || path.startsWith(`${bare}/`);
}

function pathsDisjoint(a: PathMatchValue, b: PathMatchValue): boolean {
  if (a.type === 'RegularExpression' || b.type === 'RegularExpression') return false;
  if (a.type === 'Exact' && b.type === 'Exact') return a.value !== b.value;
  if (a.type === 'Exact') return !isWithin(b.value, a.value);
  if (b.type === 'Exact') return !isWithin(a.value, b.value);
  return !isWithin(a.value, b.value) && !isWithin(b.value, a.value);
}

function pathCovers(a: PathMatchValue, b: PathMatchValue): boolean {
  if (a.type === b.type && a.value === b.value) return true;
  if (a.type !== 'PathPrefix') return false;
  if (a.value === '/') return true;
  return b.type !== 'RegularExpression' && isWithin(a.value, b.value);
}

function valuesDisjoint(
  a: readonly NamedMatchValue[],
  b: readonly NamedMatchValue[],
  nameOf: (name: string) => string,
): boolean {
  return a.some(
    (one) =>
      one.type === undefined &&
      b.some(
        (other) =>
          other.type === undefined && nameOf(other.name) === nameOf(one.name) && other.value !== one.value,
      ),
  );
}

function isSubset(
  a: readonly NamedMatchValue[],
  b: readonly NamedMatchValue[],
  nameOf: (name: string) => string,
): boolean {
  return a.every((one) =>
    b.some(
      (other) =>
        nameOf(other.name) === nameOf(one.name) && other.type === one.type && other.value === one.value,
    ),
  );
}
