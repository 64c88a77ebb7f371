/** Times that are offered by name. */
import { isSameTime, type TimeTexts } from '@/components/dashboards/view/time-state';

export const QUICK_RANGES: readonly (TimeTexts & { readonly title: string })[] = [
  { title: 'Last 5 minutes', from: 'now-5m', to: 'now' },
  { title: 'Last 15 minutes', from: 'now-15m', to: 'now' },
  { title: 'Last 30 minutes', from: 'now-30m', to: 'now' },
  { title: 'Last hour', from: 'now-1h', to: 'now' },
  { title: 'Last 3 hours', from: 'now-3h', to: 'now' },
  { title: 'Last 6 hours', from: 'now-6h', to: 'now' },
  { title: 'Last 12 hours', from: 'now-12h', to: 'now' },
  { title: 'Last 24 hours', from: 'now-24h', to: 'now' },
  { title: 'Last 2 days', from: 'now-2d', to: 'now' },
  { title: 'Last 7 days', from: 'now-7d', to: 'now' },
  { title: 'Last 30 days', from: 'now-30d', to: 'now' },
  { title: 'Today so far', from: 'now/d', to: 'now' },
  { title: 'Yesterday', from: 'now-1d/d', to: 'now-1d/d' },
  { title: 'This week so far', from: 'now/w', to: 'now' },
  { title: 'This month so far', from: 'now/M', to: 'now' },
];

/** Null where it has no name. */
export function rangeTitle(time: TimeTexts): string | null {
  const named = QUICK_RANGES.find((range) => isSameTime(range, time));
  if (named !== undefined) return named.title;
  return time.from.startsWith('now') || time.to.startsWith('now') ? `${time.from} – ${time.to}` : null;
}
