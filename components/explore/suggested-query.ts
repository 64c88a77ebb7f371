/** The query to start with for a metric: what is usually asked of its type. */

export interface BrowsedMetric {
  readonly name: string;
  /** '' where the store does not say. */
  readonly type: string;
}

/** `labels` of its series; a histogram keeps `le`. */
export function suggestedQuery({ name, type }: BrowsedMetric, scrapeSeconds: number): string {
  const selector = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) ? name : `{${JSON.stringify(name)}}`;
  const range = `[${Math.max(1, Math.ceil((scrapeSeconds * 4) / 60))}m]`;
  // Each selector needs room for the range inside its braces or behind them alike.
  if (name.endsWith('_bucket')) return `histogram_quantile(0.95, sum by (le) (rate(${selector}${range})))`;
  if (type === 'histogram') return `histogram_quantile(0.95, sum(rate(${selector}${range})))`;
  if (type === 'counter' || /_(total|count|sum)$/.test(name)) return `sum(rate(${selector}${range}))`;
  return selector;
}
