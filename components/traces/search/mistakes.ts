/** What the server would refuse in the form, said while it is filled in. Pure. */
import type { SearchValues } from '@/components/traces/search-state';
import { parseDuration } from '@/lib/traces/duration';

export type DurationField = 'min' | 'max' | 'traceMin' | 'traceMax';
export type Mistakes = Partial<Record<DurationField, string>>;

export function mistakesOf(values: Pick<SearchValues, DurationField>): Mistakes {
  return { ...mistakesOfPair(values, 'min', 'max'), ...mistakesOfPair(values, 'traceMin', 'traceMax') };
}

function mistakesOfPair(
  values: Pick<SearchValues, DurationField>,
  least: DurationField,
  most: DurationField,
): Mistakes {
  const read = (field: DurationField) =>
    values[field].trim() === '' ? undefined : parseDuration(values[field]);
  const [from, to] = [read(least), read(most)];
  const mistakes: Mistakes = {};
  if (from === null) mistakes[least] = 'A number with its unit: 200ms, 1.5s';
  if (to === null) mistakes[most] = 'A number with its unit: 200ms, 1.5s';
  if (typeof from === 'number' && typeof to === 'number' && from > to)
    mistakes[most] = 'Shorter than the least';
  return mistakes;
}
