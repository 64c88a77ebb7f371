/** Grafana's ways of colouring into ours. */
import type { z } from 'zod';
import type { fieldColorSchema } from '@/lib/dashboards/model/field';
import { isObject, textAt } from './loose';

export function importColor(value: unknown): z.output<typeof fieldColorSchema> | undefined {
  if (!isObject(value)) return undefined;
  const mode = textAt(value, 'mode') ?? '';
  const fixed = textAt(value, 'fixedColor') ?? undefined;
  if (mode === 'fixed') return { mode: 'fixed', fixed: fixed ?? 'blue' };
  if (mode === 'shades') return { mode: 'shades', fixed: fixed ?? 'blue' };
  if (mode === 'thresholds') return { mode: 'thresholds' };
  if (mode.startsWith('continuous-')) return { mode: 'continuous', scheme: mode.slice('continuous-'.length) };
  if (mode.startsWith('palette')) return { mode: 'palette' };
  return undefined;
}
