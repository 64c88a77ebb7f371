/** How the observed requests of one caller to one host went over a window: a few points, as a sparkline shows them. */
import { parseNodeId } from '@/lib/graph/identity';
import { selectionFrom, selectionTo } from '@/lib/graph/node-selection';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import { loadMetrics, type MetricsPorts } from '@/lib/metrics/load';
import type { ServiceSelection, TrafficSelection } from '@/lib/metrics/series';
import type { ObservedCall } from './observed-calls';

type Values = readonly (number | null)[];

/** A sparkline is some 80 px wide. */
const POINTS = 32;

/** Null where connections are all that was seen, and, with a warning, where the series cannot be read. */
export async function loadTrend(
  ports: MetricsPorts,
  calls: readonly ObservedCall[],
  window: TimeWindow,
  signal?: AbortSignal,
): Promise<{ trend: (number | null)[] | null; warnings: readonly Warning[] }> {
  const selections = trendSelections(calls);
  if (selections.length === 0) return { trend: null, warnings: [] };
  try {
    const scrape = await ports.series.scrapeIntervalSeconds(signal);
    const stepSeconds = Math.max(scrape, Math.ceil(windowSeconds(window) / POINTS));
    const request = { window, selections, stepSeconds, only: ['requests' as const] };
    const { charts, warnings } = await loadMetrics(ports, request, signal);
    const classes = charts.find(({ id }) => id === 'requests')?.series ?? [];
    return {
      trend: summed(classes.map(({ points }) => points.map(([, value]) => value))),
      warnings: warnings.map(({ source, message }) => ({ source, code: 'partial', message })),
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { source = 'prometheus', code, message } = error;
    return { trend: null, warnings: [{ source, code, message: `The trend is missing: ${message}` }] };
  }
}

/** One for each caller and host, so that no request is in two of them. */
export function trendSelections(calls: readonly ObservedCall[]): readonly TrafficSelection[] {
  const found = new Map<string, TrafficSelection>();
  for (const { source, target, host } of calls) {
    const identity = parseNodeId(source.id);
    const from = identity === null ? null : selectionFrom(identity);
    if (host === null || from === null) continue;
    const service = serviceOfHost(host);
    const to = service === null ? selectionToNode(target.id) : { service };
    if (to !== null) found.set(`${source.id} ${host}`, { ...to, ...from });
  }
  return [...found.values()];
}

/** Of a Kubernetes Service, whose name tells its namespace; null = any other host. */
function serviceOfHost(host: string): ServiceSelection | null {
  const [name, namespace, svc] = host.split('.');
  return name !== undefined && namespace !== undefined && svc === 'svc' ? { namespace, name } : null;
}

function selectionToNode(id: string): TrafficSelection | null {
  const identity = parseNodeId(id);
  return identity === null ? null : selectionTo(identity);
}

/** Gaps stay gaps where no series has a value. */
function summed(series: readonly Values[]): (number | null)[] | null {
  const [first] = series;
  if (first === undefined) return null;
  return first.map((_, at) => {
    const values = series.flatMap((points) => points[at] ?? []);
    return values.length === 0 ? null : values.reduce((total, value) => total + value, 0);
  });
}
