/** Answers `GET /api/traces/performance` from metrics of the mesh, from metrics of spans, or from sampled traces. */
import { sampleTraces } from '@/lib/insight/sampled-traces';
import { Fault, type Warning } from '@/lib/mesh/fault';
import { type TimeWindow, windowSeconds } from '@/lib/mesh/time-window';
import { impacts } from '@/lib/metrics/impact';
import type {
  PerformanceAnswer as Measured,
  PerformancePorts,
  PerformanceQuery,
} from '@/lib/metrics/performance';
import { type Figures, figuresOf, type Level } from '@/lib/metrics/performance-figures';
import { requireTraces } from '@/lib/traces/load';
import { startUnixUs, type Trace } from '@/lib/traces/model/trace';
import type { TracePort } from '@/lib/traces/search';
import type { PerformanceAnswer, PerformanceRow, PerformanceSource } from './contract';
import { figuresOfTraces } from './from-traces';
import { figuresRow } from './rows';

export interface PerformanceRequest {
  readonly window: TimeWindow;
  /** null = all. */
  readonly namespaces: readonly string[] | null;
  /** null = every service as a whole. */
  readonly service: string | null;
  /** null = what tells most: the mesh's metrics, or those of spans where they alone know operations. */
  readonly source: PerformanceSource | null;
}

export interface PerformanceSources {
  readonly performance: PerformancePorts;
  readonly traces: TracePort | null;
}

/** A sparkline of a list, and a chart of one service. */
const POINTS = { list: 24, charts: 48 } as const;
const MOST_ROWS = 500;
/** Traces that are read of a chosen service, and of each service of a list. */
const TRACES_OF_ONE = 300;
const TRACES_EACH = 40;

type Answer = Omit<PerformanceAnswer, 'window' | 'instants'>;

export async function loadPerformance(
  sources: PerformanceSources,
  request: PerformanceRequest,
  signal?: AbortSignal,
): Promise<PerformanceAnswer> {
  const { window, service, namespaces, source } = request;
  const points = service === null ? POINTS.list : POINTS.charts;
  const stepSeconds = windowSeconds(window) / points;
  const instants = Array.from({ length: points }, (_, at) => window.fromSeconds + (at + 1) * stepSeconds);
  const query: PerformanceQuery = { window, instants, stepSeconds, service, namespaces, signal };
  const answer =
    source === 'traces'
      ? await fromTraces(requireTraces(sources.traces), query, signal)
      : await fromMetrics(sources.performance, query, source);
  return { window, instants, ...answer };
}

async function fromMetrics(
  ports: PerformancePorts,
  query: PerformanceQuery,
  source: 'mesh' | 'spans' | null,
): Promise<Answer> {
  if (source === 'mesh') return measured(await ports.mesh.measure(query), query, 'mesh');
  if (source === 'spans') return measured(await ports.spans.measure(query), query, 'spans');
  const [mesh, spans] = await Promise.all([
    ports.mesh.measure(query).then((found) => measured(found, query, 'mesh')),
    // Of a list the mesh knows more: every service, whether or not it writes spans.
    query.service === null ? null : spansIfThere(ports, query),
  ]);
  const preferSpans = spans !== null && spans.rows.length > 0 && !mesh.operationsKnown;
  return preferSpans ? spans : mesh;
}

/** They are an addition: where they cannot be read, the mesh's metrics stand alone. */
async function spansIfThere(ports: PerformancePorts, query: PerformanceQuery): Promise<Answer | null> {
  try {
    const found = await ports.spans.measure(query);
    return found === null ? null : measured(found, query, 'spans');
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

const NO_SPAN_METRICS: Warning = {
  source: 'prometheus',
  code: 'not-found',
  message:
    'Prometheus holds no metrics of spans. OpenTelemetry’s span metrics connector in a collector makes them, as calls and durations by service and span name.',
};

function measured(found: Measured | null, query: PerformanceQuery, source: 'mesh' | 'spans'): Answer {
  if (found === null) return { ...EMPTY, source, warnings: [NO_SPAN_METRICS] };
  const levelled = (level: Level) => ({
    window: figuresOf(found.window, level, 1),
    trend: figuresOf(found.trend, level, query.instants.length),
  });
  const warnings = found.warnings.map(
    (message): Warning => ({ source: 'prometheus', code: 'partial', message }),
  );
  return { ...assembled(query, levelled), source, sampled: null, warnings };
}

const EMPTY: Omit<Answer, 'source' | 'warnings'> = {
  whole: null,
  rows: [],
  leftOut: 0,
  operationsKnown: false,
  sampled: null,
};

const keyOf = ({ service, operation }: Pick<PerformanceRow, 'service' | 'operation'>) =>
  `${service} ${operation ?? ''}`;

interface Levelled {
  readonly window: ReadonlyMap<string, Figures>;
  readonly trend: ReadonlyMap<string, Figures>;
}

function assembled(
  { service }: Pick<PerformanceQuery, 'service'>,
  levelled: (level: Level) => Levelled,
): Pick<Answer, 'whole' | 'rows' | 'leftOut' | 'operationsKnown'> {
  const rowsOf = ({ window, trend }: Levelled) =>
    [...window].map(([key, figures]) => figuresRow(figures, trend.get(key) ?? null));
  const rows = rowsOf(levelled(service === null ? 'service' : 'operation'))
    .filter(({ requestsPerSecond }) => requestsPerSecond > 0)
    .sort((a, b) => b.requestsPerSecond - a.requestsPerSecond || keyOf(a).localeCompare(keyOf(b), 'en'));
  const shown = rows.slice(0, MOST_ROWS);
  const impact = impacts(shown);
  const [whole = null] = service === null ? [] : rowsOf(levelled('service'));
  return {
    whole,
    rows: shown.map((row, at) => ({ ...row, impact: impact[at] ?? null })),
    leftOut: rows.length - shown.length,
    operationsKnown: service !== null && rows.some(({ operation }) => operation !== null),
  };
}

async function fromTraces(port: TracePort, query: PerformanceQuery, signal?: AbortSignal): Promise<Answer> {
  const { window, service, namespaces, instants, stepSeconds } = query;
  const tracesEach = service === null ? TRACES_EACH : TRACES_OF_ONE;
  const found = await sampleTraces(
    port,
    { window, namespaces, tracesEach, ...(service === null ? {} : { service }) },
    signal,
  );
  const covered = [...found.byService].map(([name, traces]) => ({
    name,
    traces,
    fromSeconds: coveredFrom(traces, window, tracesEach),
  }));
  const levelled = (level: Level): Levelled => {
    const merged = { window: new Map<string, Figures>(), trend: new Map<string, Figures>() };
    for (const { name, traces, fromSeconds } of covered) {
      const { toSeconds } = window;
      const steps = instants.map((end) => ({ fromSeconds: end - stepSeconds, toSeconds: end }));
      for (const entry of figuresOfTraces(traces, name, level, [{ fromSeconds, toSeconds }]))
        merged.window.set(...entry);
      for (const [key, figures] of figuresOfTraces(traces, name, level, steps))
        merged.trend.set(
          key,
          blankBefore(figures, steps.filter((step) => step.fromSeconds < fromSeconds).length),
        );
    }
    return merged;
  };
  const distinct = new Set(covered.flatMap(({ traces }) => traces.map(({ traceId }) => traceId)));
  return {
    ...assembled(query, levelled),
    source: 'traces',
    sampled: {
      traces: distinct.size,
      coveredSeconds: window.toSeconds - Math.min(window.toSeconds, ...covered.map((one) => one.fromSeconds)),
      services: covered.length,
      ofServices: found.ofServices,
    },
    warnings: [...found.warnings],
  };
}

/** A search that came back full holds the newest traces alone: what lies before the oldest was not looked at. */
function coveredFrom(traces: readonly Trace[], window: TimeWindow, limit: number): number {
  if (traces.length < limit) return window.fromSeconds;
  const oldest = Math.min(...traces.map((trace) => startUnixUs(trace, 0) / 1e6));
  return Math.max(window.fromSeconds, Math.min(oldest, window.toSeconds - 1));
}

/** What was not looked at is a gap and not zero. */
function blankBefore(figures: Figures, steps: number): Figures {
  const blank = (values: readonly (number | null)[]) =>
    values.map((value, at) => (at < steps ? null : value));
  return {
    ...figures,
    requestsPerSecond: blank(figures.requestsPerSecond),
    errorsPerSecond: blank(figures.errorsPerSecond),
    quantilesMs: figures.quantilesMs.map(blank),
  };
}
