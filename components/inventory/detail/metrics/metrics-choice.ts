/** What the metrics tab shows, as its address says. */
import { type inferParserType, parseAsStringLiteral } from 'nuqs';
import { breakdownGroups, breakdownReporters, breakdownStatistics } from '@/lib/metrics/breakdown';

const BEFORE_NAMES = ['none', 'hour', 'day', 'week'] as const;

/** null = not compared. */
export const BEFORE_SECONDS: Readonly<Record<(typeof BEFORE_NAMES)[number], number | null>> = {
  none: null,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

export const metricsParsers = {
  /** null = where its traffic is. */
  direction: parseAsStringLiteral(['incoming', 'outgoing'] as const),
  before: parseAsStringLiteral(BEFORE_NAMES).withDefault('none'),
  by: parseAsStringLiteral(breakdownGroups).withDefault('none'),
  reporter: parseAsStringLiteral(breakdownReporters).withDefault('once'),
  statistic: parseAsStringLiteral(breakdownStatistics).withDefault('p95'),
};

export type MetricsChoice = inferParserType<typeof metricsParsers>;
