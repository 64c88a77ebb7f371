/**
 * Lenient access to parsed YAML: the general readers of `lib/mesh/fields.ts`, and those of Istio's own units. A proxy
 * ignores what it does not know, so the simulation reads on where the checks would complain.
 */
import { durationSeconds } from '@/lib/config/duration';
import { type Fields, numberAt, optionalFieldsAt } from '@/lib/mesh/fields';

export {
  type Fields,
  fieldsAt,
  fieldsListAt,
  flagAt,
  isFields,
  numberAt,
  optionalFieldsAt,
  textAt,
  textMapAt,
  textsAt,
} from '@/lib/mesh/fields';

/** Seconds of the duration at `key`; null when absent or unreadable. */
export function durationAt(value: Fields, key: string): number | null {
  const found = value[key];
  return typeof found === 'string' ? durationSeconds(found) : null;
}

/** A share 0..1 from `{ value: <per cent> }`; null when the field is absent. */
export function percentShareAt(value: Fields, key: string): number | null {
  const percent = optionalFieldsAt(value, key);
  // An empty Percent message is 0, which Istio's own readers take as "never".
  return percent === null ? null : Math.min(1, Math.max(0, (numberAt(percent, 'value') ?? 0) / 100));
}
