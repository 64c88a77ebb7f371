/**
 * `GET /api/config/route-traffic`: what a route object's rules carry in a window, and how the versions behind them, or
 * behind a Service, do beside one another. Rates are per second, shares fractions of 1, latency is in milliseconds.
 */
import { z } from 'zod';
import { warningSchema } from '@/lib/mesh/warning';

const figure = z.number().nullable();

export const versionFiguresSchema = z.object({
  /** "reviews-v2". */
  workload: z.string(),
  namespace: z.string(),
  /** Canonical revision; null = not told. */
  version: z.string().nullable(),
  host: z.string(),
  /** Of TCP, connections opened. */
  requestsPerSecond: z.number(),
  isTcp: z.boolean(),
  /** Of all requests to the object's hosts. */
  share: z.number(),
  /** 5xx, no response, gRPC status other than OK, of its requests; null = no requests. */
  errorShare: figure,
  p50: figure,
  p95: figure,
});
export type VersionFigures = z.infer<typeof versionFiguresSchema>;

export const routeTrafficSchema = z.object({
  window: z.object({ fromSeconds: z.number(), toSeconds: z.number() }),
  /** Busiest first. */
  versions: z.array(versionFiguresSchema),
  rules: z.array(
    z.object({
      /** Of the line on which the rule begins. */
      line: z.number(),
      /** Range where rules depend on what metrics do not tell. */
      requestsPerSecond: z.object({ from: z.number(), to: z.number() }),
    }),
  ),
  warnings: z.array(warningSchema),
});
export type RouteTraffic = z.infer<typeof routeTrafficSchema>;
