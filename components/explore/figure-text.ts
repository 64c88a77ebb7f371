/** A figure of any query: the store's own word where it is none. */
import { quantityText } from '@/lib/mesh/quantity';

export function figureText(value: number | null): string {
  if (value === null) return '–';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return quantityText(value, 'number');
}
