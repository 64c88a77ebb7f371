/** What a rule of a VirtualService does on the way, as filters of an HTTPRoute. */
import { durationSeconds } from '@/lib/config/duration';
import {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  numberAt,
  optionalFieldsAt,
  percentShareAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/config/simulation/read/fields';
import { readStringMatch } from '@/lib/config/simulation/read/string-match';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Differences } from './difference';
import { type BackendContext, backendReference } from './route-backends';

const AUTHORITY: ReadonlySet<string> = new Set(['host', ':authority']);

/** RequestHeaderModifier and ResponseHeaderModifier for `headers` of a rule or a destination. */
export function headerFilters(
  headers: Fields,
  path: ObjectPath,
  differences: Differences,
): readonly Fields[] {
  return (['request', 'response'] as const).flatMap((side): readonly Fields[] => {
    const operations = fieldsAt(headers, side);
    const entries = (key: string) =>
      Object.entries(textMapAt(operations, key)).flatMap(([name, value]) => {
        if (!AUTHORITY.has(name.toLowerCase())) return [{ name, value }];
        if (key === 'add') differences.leftOut([...path, side, key, name], 'The host has one value only.');
        return [];
      });
    const change = {
      ...listed('set', entries('set')),
      ...listed('add', entries('add')),
      ...listed('remove', textsAt(operations, 'remove')),
    };
    if (Object.keys(change).length === 0) return [];
    return side === 'request'
      ? [{ type: 'RequestHeaderModifier', requestHeaderModifier: change }]
      : [{ type: 'ResponseHeaderModifier', responseHeaderModifier: change }];
  });
}

function listed(key: string, entries: readonly unknown[]): Fields {
  return entries.length === 0 ? {} : { [key]: entries };
}

/** The host that the destination sees, as a rewrite or a set header says it. */
export function writtenAuthority(rule: Fields): string | null {
  const set = Object.entries(textMapAt(fieldsAt(fieldsAt(rule, 'headers'), 'request'), 'set'));
  return (
    textAt(fieldsAt(rule, 'rewrite'), 'authority') ??
    set.find(([name]) => AUTHORITY.has(name.toLowerCase()))?.[1] ??
    null
  );
}

export function mirrorFilters(context: BackendContext, rule: Fields, path: ObjectPath): readonly Fields[] {
  const single = optionalFieldsAt(rule, 'mirror');
  if (single !== null) {
    const old = numberAt(rule, 'mirrorPercent') ?? numberAt(rule, 'mirror_percent');
    const share = percentShareAt(rule, 'mirrorPercentage') ?? (old === null ? 1 : old / 100);
    return mirrorFilter(context, single, share, [...path, 'mirror']);
  }
  return fieldsListAt(rule, 'mirrors').flatMap((mirror, index) =>
    mirrorFilter(context, fieldsAt(mirror, 'destination'), percentShareAt(mirror, 'percentage') ?? 1, [
      ...path,
      'mirrors',
      index,
      'destination',
    ]),
  );
}

const MILLION = 1_000_000;

function mirrorFilter(
  context: BackendContext,
  destination: Fields,
  share: number,
  path: ObjectPath,
): readonly Fields[] {
  if (share <= 0) return [];
  const percent = Math.round(share * MILLION) / (MILLION / 100);
  const part =
    share === 1
      ? {}
      : Number.isInteger(percent)
        ? { percent }
        : { fraction: { numerator: Math.round(share * MILLION), denominator: MILLION } };
  const backendRef = backendReference(context, destination, path);
  return [{ type: 'RequestMirror', requestMirror: { backendRef, ...part } }];
}

/** `corsPolicy` as the CORS filter; origins by pattern cannot be said there. */
export function corsFilters(rule: Fields, path: ObjectPath, differences: Differences): readonly Fields[] {
  const policy = optionalFieldsAt(rule, 'corsPolicy');
  if (policy === null) return [];
  const at = [...path, 'corsPolicy'];
  const origins = corsOrigins(policy, at, differences);
  if (policy.unmatchedPreflights !== undefined) {
    const because = 'The CORS filter says nothing of preflights that fit no origin.';
    differences.leftOut([...at, 'unmatchedPreflights'], because);
  }
  const seconds = durationSeconds(textAt(policy, 'maxAge') ?? '');
  const cors = {
    ...listed('allowOrigins', origins),
    ...listed('allowMethods', textsAt(policy, 'allowMethods')),
    ...listed('allowHeaders', textsAt(policy, 'allowHeaders')),
    ...listed('exposeHeaders', textsAt(policy, 'exposeHeaders')),
    ...(flagAt(policy, 'allowCredentials') ? { allowCredentials: true } : {}),
    ...(seconds !== null && seconds >= 1 ? { maxAge: Math.round(seconds) } : {}),
  };
  return [{ type: 'CORS', cors }];
}

function corsOrigins(policy: Fields, at: ObjectPath, differences: Differences): readonly string[] {
  const written = fieldsListAt(policy, 'allowOrigins').flatMap((entry, index) => {
    const match = readStringMatch(entry);
    if (match.kind === 'exact') return [match.value];
    if (match.kind === 'regex' && match.value === '.*') return ['*'];
    const because = 'The CORS filter names origins; patterns and prefixes of them are left out.';
    differences.leftOut([...at, 'allowOrigins', index], because);
    return [];
  });
  return written.length > 0 ? written : textsAt(policy, 'allowOrigin');
}
