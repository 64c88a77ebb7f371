/** `GET /api/metrics/breakdown`: every metric of a subject over a window by one of its labels; bytes are bytes, durations milliseconds. */
import { z } from 'zod';
import type { TimeWindow } from '@/lib/mesh/time-window';
import { warningSchema } from '@/lib/mesh/warning';
import { type BreakdownPort, type BreakdownQuery, breakdownCharts } from './breakdown';
import { stepFor } from './load';
import type { SeriesPort } from './series';

export const breakdownAnswerSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  stepSeconds: z.number(),
  charts: z.array(
    z.object({
      id: z.enum(breakdownCharts),
      unit: z.enum([
        'requestsPerSecond',
        'share',
        'milliseconds',
        'bytes',
        'bytesPerSecond',
        'messagesPerSecond',
        'connectionsPerSecond',
      ]),
      series: z.array(
        z.object({ name: z.string(), points: z.array(z.tuple([z.number(), z.number().nullable()])) }),
      ),
      hidden: z.number(),
    }),
  ),
  warnings: z.array(warningSchema),
});
export type BreakdownAnswerBody = z.infer<typeof breakdownAnswerSchema>;

export interface BreakdownPorts {
  readonly breakdowns: BreakdownPort;
  readonly series: Pick<SeriesPort, 'scrapeIntervalSeconds'>;
}

/** With a step that gives a readable number of points. */
export async function loadBreakdown(
  { breakdowns, series }: BreakdownPorts,
  request: Omit<BreakdownQuery, 'stepSeconds' | 'signal' | 'window'> & { readonly window: TimeWindow },
  signal?: AbortSignal,
): Promise<BreakdownAnswerBody> {
  const { window } = request;
  const stepSeconds = stepFor(window, await series.scrapeIntervalSeconds(signal));
  const { charts, warnings } = await breakdowns.breakdown({ ...request, stepSeconds, signal });
  return {
    window: { ...window },
    stepSeconds,
    charts: charts.map(({ id, unit, series: lines, hidden }) => ({
      id,
      unit,
      series: lines.map(({ name, points }) => ({
        name,
        points: points.map(([at, value]): [number, number | null] => [at, value]),
      })),
      hidden,
    })),
    warnings: warnings.map((message) => ({ source: 'prometheus', code: 'partial', message })),
  };
}
