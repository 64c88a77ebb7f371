/** `retries` of a VirtualService as `retry` of an HTTPRoute, which knows attempts, status codes and a wait. */
import { type Fields, numberAt, optionalFieldsAt, textAt } from '@/lib/config/simulation/read/fields';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { Differences } from './difference';
import { gatewayDuration } from './gateway-duration';

/** Failed connections are always tried again by an HTTPRoute with `retry`. */
const ALWAYS: ReadonlySet<string> = new Set([
  'connect-failure',
  'refused-stream',
  'unavailable',
  'cancelled',
]);
const GROUPS: Readonly<Record<string, readonly number[]>> = {
  '5xx': [500, 501, 502, 503, 504],
  'gateway-error': [502, 503, 504],
  'retriable-status-codes': [503],
};
/** What Istio takes where nothing is written. */
const DEFAULT_CODES = [503];

export interface ConvertedRetry {
  readonly retry: Fields | null;
  /** As written in `perTryTimeout`. */
  readonly perTry: string | null;
}

export function retryOf(rule: Fields, path: ObjectPath, differences: Differences): ConvertedRetry {
  const retries = optionalFieldsAt(rule, 'retries');
  if (retries === null) return { retry: null, perTry: null };
  const at = [...path, 'retries'];
  for (const name of ['retryRemoteLocalities', 'retryIgnorePreviousHosts']) {
    if (retries[name] !== undefined) {
      differences.leftOut([...at, name], 'An HTTPRoute says nothing of the pods that a retry goes to.');
    }
  }
  const perTry = textAt(retries, 'perTryTimeout');
  const attempts = numberAt(retries, 'attempts') ?? 0;
  if (attempts === 0) {
    const because = 'An HTTPRoute cannot switch retries off; the mesh’s own policy holds.';
    differences.leftOut([...at, 'attempts'], because);
    return { retry: null, perTry };
  }
  const codes = codesOf(textAt(retries, 'retryOn') ?? '', [...at, 'retryOn'], differences);
  const backoff = backoffOf(retries, [...at, 'backoff'], differences);
  const retry = { attempts, ...(codes.length === 0 ? {} : { codes }), ...backoff };
  return { retry, perTry };
}

function codesOf(retryOn: string, path: ObjectPath, differences: Differences): readonly number[] {
  const tokens = retryOn
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '');
  if (tokens.length === 0) return DEFAULT_CODES;
  const codes = new Set<number>();
  for (const token of tokens) {
    const group = GROUPS[token];
    if (group !== undefined) {
      for (const code of group) codes.add(code);
      if (token === '5xx') differences.changed(path, 'An HTTPRoute names codes; 500 to 504 stand for 5xx.');
    } else if (/^\d+$/.test(token) && Number(token) >= 400) {
      codes.add(Number(token));
    } else if (!ALWAYS.has(token)) {
      differences.leftOut(path, `An HTTPRoute cannot try again on ${token}.`);
    }
  }
  const missing = [...ALWAYS].filter((condition) => !tokens.includes(condition));
  if (missing.length > 0) {
    differences.changed(path, `An HTTPRoute also tries again on ${missing.join(', ')}.`);
  }
  return [...codes].sort((a, b) => a - b);
}

function backoffOf(retries: Fields, path: ObjectPath, differences: Differences): Fields {
  const written = textAt(retries, 'backoff');
  if (written === null) return {};
  const backoff = gatewayDuration(written);
  if (backoff === null) differences.leftOut(path, 'The Gateway API writes durations in whole milliseconds.');
  return backoff === null ? {} : { backoff };
}
