/** Metrics told apart by a label, as they were: dashed lines in the colours of the present ones. Pure. */
import type { ChartSeries } from '@/components/charts/rows';
import { onInstants } from '@/components/graph/compare/before-charts';
import type { BreakdownAnswerBody } from '@/lib/metrics/load-breakdown';

/** More lines than this in a chart, and their past, cannot be told apart: of more, only the first are compared. */
const MOST_COMPARED = 5;

/** `shiftSeconds`: how much later the present is. */
export function beforeLines(
  now: readonly ChartSeries[],
  past: BreakdownAnswerBody['charts'][number] | undefined,
  shiftSeconds: number,
): ChartSeries[] {
  return now.slice(0, MOST_COMPARED).flatMap((line) => {
    const earlier = past?.series.find(({ name }) => name === line.name);
    if (earlier === undefined) return [];
    return [
      {
        key: `before-${line.key}`,
        name: `${line.name} before`,
        color: line.color,
        line: 'before' as const,
        of: line.key,
        points: onInstants(line.points, earlier.points, shiftSeconds),
      },
    ];
  });
}
