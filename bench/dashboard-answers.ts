/** A dashboard of thirty charts for measurements, and what the store would answer to any of its queries. Seeded by the query. */
import type { Route } from 'playwright';
import { type Dashboard, dashboardSchema } from '@/lib/dashboards/model/dashboard';

export const PANELS = 30;
export const HOURS = 6;
export const POINTS = 600;
export const SERIES = 4;

/** Two charts in a row, as dashboards have them; each asks for 600 points, however wide it is. */
export const DASHBOARD: Dashboard = dashboardSchema.parse({
  format: 'periplus.io/dashboard',
  version: 1,
  uid: 'bench',
  title: 'Thirty charts',
  time: { from: `now-${HOURS}h`, to: 'now' },
  refresh: null,
  sections: [
    {
      title: null,
      panels: Array.from({ length: PANELS }, (_, at) => ({
        id: at + 1,
        type: 'timeseries',
        title: `Chart ${at + 1}`,
        place: { x: (at % 2) * 12, y: Math.floor(at / 2) * 8, w: 12, h: 8 },
        maxDataPoints: POINTS,
        targets: [{ refId: 'A', expr: `sum by (app) (rate(requests_total{panel="${at + 1}"}[1m]))` }],
        field: { defaults: { unit: 'reqps', draw: { fillOpacity: 8 } } },
      })),
    },
  ],
});

interface AskedQuery {
  readonly key: string;
  readonly expr: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** `[Unix seconds, value]` of each series. */
export function seriesOf({ expr, from, to, step }: Pick<AskedQuery, 'expr' | 'from' | 'to' | 'step'>) {
  const seed = [...expr].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return Array.from({ length: SERIES }, (_, app) => ({
    labels: { app: `app-${app}` },
    points: Array.from({ length: Math.floor((to - from) / step) + 1 }, (_point, at): [number, number] => [
      from + at * step,
      20 + app * 10 + 8 * Math.sin((at + seed) / 17) + ((at * 7919 + seed * 31 + app) % 100) / 25,
    ]),
  }));
}

/** As the console answers `POST /api/query` in lines. */
export async function answerQueries(route: Route): Promise<void> {
  const { queries } = route.request().postDataJSON() as { queries: readonly AskedQuery[] };
  const lines = queries.map((query) => {
    const series = seriesOf(query);
    const result = {
      key: query.key,
      kind: 'series',
      series,
      found: SERIES,
      warnings: [],
      infos: [],
      seconds: 0.01,
    };
    return JSON.stringify({ progress: { result } });
  });
  const body = [...lines, JSON.stringify({ answer: { answered: queries.length } }), ''].join('\n');
  await route.fulfill({ contentType: 'application/x-ndjson', body }).catch(() => undefined);
}

/** As the console answers for the dashboard itself. */
export async function answerDashboard(route: Route): Promise<void> {
  await route.fulfill({
    json: {
      dashboard: DASHBOARD,
      origin: 'saved',
      version: '1',
      notes: [],
      notSavedBecause: 'a measurement',
      limit: null,
    },
  });
}
