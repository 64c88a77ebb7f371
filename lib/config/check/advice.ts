/** What is valid and yet probably not meant, or better written otherwise: warnings and hints. */
import { durationSeconds } from '@/lib/config/duration';
import type { KindName } from '@/lib/config/kind-names';
import type { ObjectPath } from '@/lib/config/yaml/positions';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { type ParsedText, replaceValue, valueAt } from './move-field';
import { oneEdit, problemAt } from './problem-at';

/** Version of the API: unknown ones are errors, old ones that are still served a hint. */
export function versionProblems(
  parsed: ParsedText,
  apiVersion: string,
  kind: KindName,
): readonly TextProblem[] {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const [preferred] = kind.versions;
  if (preferred === undefined || version === preferred) return [];
  const wanted = `${kind.group}/${preferred}`;
  const fix = oneEdit(`Write ${wanted}`, replaceValue(parsed, ['apiVersion'], wanted));
  const isServed = kind.versions.includes(version);
  const message = isServed
    ? `${version} is an older version of the same API; prefer ${preferred}.`
    : `${kind.kind} has no version ${version}; use ${preferred}.`;
  return [problemAt(parsed, isServed ? 'PER0017' : 'PER0016', ['apiVersion'], message, { fix })];
}

/** Hints on a VirtualService's faults and durations. */
export function virtualServiceAdvice(parsed: ParsedText): readonly TextProblem[] {
  const http = valueAt(parsed.value, ['spec', 'http']);
  if (!Array.isArray(http)) return [];
  return http.flatMap((_, index) => [
    ...neverFires(parsed, ['spec', 'http', index, 'fault', 'delay'], ['percentage', 'percent']),
    ...neverFires(parsed, ['spec', 'http', index, 'fault', 'abort'], ['percentage']),
    ...roundDuration(parsed, ['spec', 'http', index, 'fault', 'delay', 'fixedDelay']),
    ...roundDuration(parsed, ['spec', 'http', index, 'timeout']),
  ]);
}

function neverFires(parsed: ParsedText, path: ObjectPath, shares: readonly string[]): readonly TextProblem[] {
  const fault = valueAt(parsed.value, path);
  if (typeof fault !== 'object' || fault === null) return [];
  if (shares.some((share) => share in fault)) return [];
  const message = `This ${path.at(-1)} never happens: without percentage its share is 0.`;
  return [problemAt(parsed, 'PER0055', path, message, { atKey: true })];
}

/** `2.000s` is allowed; a store that rewrites it makes a needless difference. */
function roundDuration(parsed: ParsedText, path: ObjectPath): readonly TextProblem[] {
  const written = valueAt(parsed.value, path);
  const seconds = typeof written === 'string' ? durationSeconds(written) : null;
  if (seconds === null || !/\.0+[a-z]/.test(String(written))) return [];
  const short = String(written).replace(/\.0+(?=[a-z])/g, '');
  const fix = oneEdit(`Write ${short}`, replaceValue(parsed, path, short));
  return [problemAt(parsed, 'PER0056', path, `${written} is the same as ${short}.`, { fix })];
}
