/** A figure with its unit as one text. Pure. */
import type { DisplayValue } from '@/lib/dashboards/display/display-value';

export function words({ prefix = '', text, suffix = '' }: DisplayValue): string {
  return `${prefix}${text}${suffix}`;
}
